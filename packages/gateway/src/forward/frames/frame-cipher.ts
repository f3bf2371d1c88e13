// Encrypts and opens frames: ChaCha20-Poly1305, a key for each direction, the number of the frame as nonce.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

const NAME = 'chacha20-poly1305';
const NONCE_BYTES = 12;
const COUNTER_AT = 4;
export const TAG_BYTES = 16;
export const LENGTH_BYTES = 2;

/** `u16 length | ciphertext | tag`; the length is authenticated, too. */
export class FrameSealer {
  readonly #key: KeyObject;
  readonly #nonce = new Nonce();

  /** `key`: 32 bytes. */
  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  /** `plain`: up to 65,535 bytes; none is the end of this direction. */
  seal(plain: Uint8Array): Buffer {
    return Buffer.concat(this.parts(plain));
  }

  /** The same in pieces, for whoever writes them one after the other: nothing is copied. */
  parts(plain: Uint8Array): readonly Buffer[] {
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt16BE(plain.length);
    const cipher = createCipheriv(NAME, this.#key, this.#nonce.next(), { authTagLength: TAG_BYTES });
    cipher.setAAD(length, { plaintextLength: plain.length });
    const text = cipher.update(plain);
    cipher.final();
    return [length, text, cipher.getAuthTag()];
  }
}

export class FrameOpener {
  readonly #key: KeyObject;
  readonly #nonce = new Nonce();

  /** `key`: 32 bytes. */
  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
  }

  /** The plaintext of one whole frame, or null where it was not sealed with our key as the next one. */
  open(frame: Uint8Array): Buffer | null {
    const length = frame.subarray(0, LENGTH_BYTES);
    const end = frame.length - TAG_BYTES;
    const cipher = createDecipheriv(NAME, this.#key, this.#nonce.next(), { authTagLength: TAG_BYTES });
    cipher.setAAD(length, { plaintextLength: end - LENGTH_BYTES });
    cipher.setAuthTag(frame.subarray(end));
    const plain = cipher.update(frame.subarray(LENGTH_BYTES, end));
    try {
      cipher.final();
      return plain;
    } catch {
      return null;
    }
  }
}

/** Counts up; a stream would have to carry more than 2^53 frames to come to its end. */
class Nonce {
  #count = 0;

  next(): Uint8Array {
    const bytes = new Uint8Array(NONCE_BYTES);
    new DataView(bytes.buffer).setBigUint64(COUNTER_AT, BigInt(this.#count++));
    return bytes;
  }
}
