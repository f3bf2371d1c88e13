// What proves who opens a tunnel and who answers, and the keys of its frames: all from the key of the session.
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { TorchatId } from '../identity/id.ts';
import { lp } from '../wire/length-prefixed.ts';

/** What one opening is about; the nonce makes it the only one of its kind under its key. */
export interface Opening {
  readonly opener: TorchatId;
  readonly owner: TorchatId;
  readonly service: string;
  readonly nonce: number;
}

/** Each side encrypts with its own; 32 bytes each. */
export interface FrameKeys {
  readonly toOwner: Uint8Array;
  readonly toOpener: Uint8Array;
}

const FRAME_KEY_BYTES = 32;

/** HMAC-SHA-256 of the opener, 32 bytes. */
export function openMac(key: Uint8Array, opening: Opening): Uint8Array {
  return hmac(sha256, key, transcript('torchat tunnel v1', opening));
}

/** HMAC-SHA-256 of the owner, 32 bytes: another label, so that an opening never answers itself. */
export function okMac(key: Uint8Array, opening: Opening): Uint8Array {
  return hmac(sha256, key, transcript('torchat tunnel ok v1', opening));
}

export function frameKeys(key: Uint8Array, opening: Opening): FrameKeys {
  const salt = transcript('torchat tunnel frames v1', opening);
  const bytes = hkdf(sha256, key, salt, undefined, 2 * FRAME_KEY_BYTES);
  return { toOwner: bytes.slice(0, FRAME_KEY_BYTES), toOpener: bytes.slice(FRAME_KEY_BYTES) };
}

function transcript(label: string, { opener, owner, service, nonce }: Opening): Uint8Array {
  return lp(label, opener, owner, service, String(nonce));
}
