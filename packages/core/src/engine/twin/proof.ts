// That somebody holds our onion key, shown without signing anything: a MAC under a key that only its holders can make.
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { TorchatId } from '../../identity/id.ts';
import { encoder } from '../../wire/utf8.ts';
import { lp } from '../../wire/length-prefixed.ts';
import { sameBytes } from '../core.ts';

const LABEL = 'torchat/twin/v1';

/** `expanded`: the expanded onion key, 64 bytes. */
export function twinKeyOf(expanded: Uint8Array): Uint8Array {
  return hkdf(sha256, expanded, undefined, encoder.encode(LABEL), 32);
}

/** 64 hex digits over what is said, by `hello`, `here` or `yield`, and all that was said before. */
export function twinProof(
  key: Uint8Array,
  id: TorchatId,
  step: 'hello' | 'here' | 'yield',
  ...said: readonly string[]
): string {
  return bytesToHex(hmac(sha256, key, lp(LABEL, step, id, ...said)));
}

/** In constant time. */
export function isProof(given: string, right: string): boolean {
  return sameBytes(encoder.encode(given), encoder.encode(right));
}
