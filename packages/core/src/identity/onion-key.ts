// The keys of an onion service: from the seed phrase, and as tor wants them (test vectors: docs/keys.md).
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { mnemonicToSeedSync } from '@scure/bip39';
import { TorchatError } from '../errors.ts';
import { idOfPublicKey, type TorchatId } from './id.ts';
import { parsePhrase } from './phrase.ts';

/** One purpose, one label: `<label>/<account index>` is the info of HKDF-SHA-256 over the BIP39 seed, without salt. */
const LABELS = { onion: 'torchat/onion-key/v1', voucher: 'torchat/voucher-key/v1' } as const;

export interface OnionKey {
  /** The ed25519 seed (RFC 8032's private key), 32 bytes. */
  readonly seed: Uint8Array;
  /** SHA-512 of the seed, clamped: 64 bytes, the body of tor's `ED25519-V3:` keys. */
  readonly expanded: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly id: TorchatId;
}

/** The onion key number `index` (from 0) of a phrase: each account made from one phrase has its own. Throws `bad_phrase`. */
export function onionKeyOfPhrase(words: readonly string[], index: number): OnionKey {
  return onionKeyOfSeed(derive(LABELS.onion, words, index));
}

/** The key of the vouchers of account number `index`, 32 bytes: what was issued under it can be read when only the words are left. */
export function voucherKeyOfPhrase(words: readonly string[], index: number): Uint8Array {
  return derive(LABELS.voucher, words, index);
}

function derive(label: string, words: readonly string[], index: number): Uint8Array {
  if (!Number.isInteger(index) || index < 0 || index > 0x7fffffff)
    throw new TorchatError('bad_request', 'The number of an account is a whole number from 0.');
  const phrase = parsePhrase(words.join(' ')).join(' ');
  const info = new TextEncoder().encode(`${label}/${index}`);
  const seed = mnemonicToSeedSync(phrase);
  try {
    return hkdf(sha256, seed, undefined, info, 32);
  } finally {
    seed.fill(0);
  }
}

/** Everything that follows from an ed25519 seed of 32 bytes. */
export function onionKeyOfSeed(seed: Uint8Array): OnionKey {
  const expanded = sha512(seed);
  expanded[0] = byte(expanded, 0) & 248;
  expanded[31] = (byte(expanded, 31) & 63) | 64;
  const publicKey = ed25519.getPublicKey(seed);
  return { seed, expanded, publicKey, id: idOfPublicKey(publicKey) };
}

/** Is this an expanded key as tor makes them: 64 bytes, clamped? tor takes others too, and gives them another address. */
export function isExpandedKey(key: Uint8Array): boolean {
  return key.length === 64 && (byte(key, 0) & 7) === 0 && byte(key, 31) >> 6 === 1;
}

/** The ID of the onion service that tor makes of an expanded key. */
export function idOfExpandedKey(expanded: Uint8Array): TorchatId {
  let scalar = 0n;
  for (let at = 31; at >= 0; at--) scalar = (scalar << 8n) | BigInt(byte(expanded, at));
  const { BASE, Fn } = ed25519.Point;
  return idOfPublicKey(BASE.multiply(scalar % Fn.ORDER).toBytes());
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
