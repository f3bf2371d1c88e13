// One direction of one connection under the seal: lines out or in, each under the next number, keys that move on.
import { expand } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { SealCrypto } from '../../ports.ts';
import { lp } from '../../wire/length-prefixed.ts';
import { LABEL } from './transcript.ts';

/** Lines under one key; then the next is derived and this one forgotten, so that it opens nothing older. */
const LINES_A_KEY = 1024;
const NONCE_BYTES = 12;
const COUNTER_AT = 4;
/** Of the line that is sealed or opened just now, whoever's it is: an account has thousands of channels. */
const nonce = new Uint8Array(NONCE_BYTES);

export class Channel {
  readonly #crypto: SealCrypto;
  #key: Uint8Array;
  #count = 0;
  #open = true;

  /** `key`: 32 bytes, the channel's own from now on. */
  constructor(crypto: SealCrypto, key: Uint8Array) {
    this.#crypto = crypto;
    this.#key = key;
  }

  /** The line that was said `n` lines after the first one is opened by the other side's channel as its nth. */
  seal(plain: Uint8Array): Uint8Array {
    if (!this.#open) throw new Error('a line was sealed with a key that is gone');
    this.#next();
    return this.#crypto.encrypt(this.#key, nonce, plain);
  }

  /** Null where these are not the bytes that come next: changed, repeated, out of order, or from elsewhere. */
  open(sealed: Uint8Array): Uint8Array | null {
    if (!this.#open) return null;
    this.#next();
    return this.#crypto.decrypt(this.#key, nonce, sealed);
  }

  wipe(): void {
    this.#open = false;
    this.#key.fill(0);
  }

  /** Numbers are 64 bits, little endian, behind four zero bytes (RFC 8439), and none comes twice: 2^53 lines take for ever. */
  #next(): void {
    if (this.#count > 0 && this.#count % LINES_A_KEY === 0) {
      const spent = this.#key;
      this.#key = expand(sha256, spent, lp(LABEL, 'next key'), spent.length);
      spent.fill(0);
    }
    let rest = this.#count++;
    for (let at = COUNTER_AT; at < NONCE_BYTES; at++) {
      nonce[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
}
