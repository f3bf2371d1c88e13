// Encrypts and opens frames: ChaCha20-Poly1305, a key for each direction, the number of the frame as nonce.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

const NAME = 'chacha20-poly1305';
const NONCE_BYTES = 12;
const COUNTER_AT = 4;
const TAG = { authTagLength: 16 } as const;
export const TAG_BYTES = TAG.authTagLength;

/** Bytes of a frame's length, most significant first: how long its plaintext may be. */
export type LengthBytes = 2 | 3;

/** `length | ciphertext | tag`; the length is authenticated, too. */
export class FrameSealer {
  readonly #key: KeyObject;
  readonly #lengthBytes: LengthBytes;
  readonly #nonce = new Nonce();

  /** `key`: 32 bytes. */
  constructor(key: Uint8Array, lengthBytes: LengthBytes = 2) {
    this.#key = createSecretKey(key);
    this.#lengthBytes = lengthBytes;
  }

  /** `plain`: up to 65,535 bytes, or 16,777,215 where three name its length; none is the end of this direction. */
  seal(plain: Uint8Array): Buffer {
    return Buffer.concat(this.parts(plain));
  }

  /** The same in pieces, for whoever writes them one after the other: nothing is copied. */
  parts(...plain: readonly Uint8Array[]): readonly Buffer[] {
    const bytes = plain.reduce((sum, part) => sum + part.length, 0);
    const length = Buffer.allocUnsafe(this.#lengthBytes);
    length.writeUIntBE(bytes, 0, this.#lengthBytes);
    const cipher = createCipheriv(NAME, this.#key, this.#nonce.next(), TAG);
    cipher.setAAD(length, { plaintextLength: bytes });
    const texts = plain.map((part) => cipher.update(part));
    cipher.final();
    return [length, ...texts, cipher.getAuthTag()];
  }
}

/** Opens whole frames, each once, in their order; null where one was not sealed with our key as the next one. */
export interface Opener<Plain> {
  readonly lengthBytes: LengthBytes;
  open(frame: Uint8Array): Plain | null;
}

/** A frame whose first byte says how many behind it are its head; both parts are bytes of their own, so that each can be released. */
export interface HeadedFrame {
  readonly head: Buffer;
  readonly bytes: Buffer;
}

/** None of its frames is empty: an empty one is as bad as one that does not open. */
export function headed(opener: FrameOpener): Opener<HeadedFrame> {
  return {
    lengthBytes: opener.lengthBytes,
    open: (frame) => {
      let head: Buffer = Buffer.alloc(0);
      let bytes: Buffer = head;
      const isRight = opener.decrypt(frame, (text, update) => {
        const length = update(text.subarray(0, 1))[0] ?? 0;
        head = update(text.subarray(1, 1 + length));
        bytes = update(text.subarray(1 + length));
      });
      return isRight && head.length > 0 ? { head, bytes } : null;
    },
  };
}

export class FrameOpener implements Opener<Buffer> {
  readonly lengthBytes: LengthBytes;
  readonly #key: KeyObject;
  readonly #nonce = new Nonce();

  /** `key`: 32 bytes. */
  constructor(key: Uint8Array, lengthBytes: LengthBytes = 2) {
    this.#key = createSecretKey(key);
    this.lengthBytes = lengthBytes;
  }

  /** The plaintext of one whole frame in bytes of its own, or null where it was not sealed with our key as the next one. */
  open(frame: Uint8Array): Buffer | null {
    let plain: Buffer = Buffer.alloc(0);
    const isRight = this.decrypt(frame, (text, update) => {
      plain = update(text);
    });
    return isRight ? plain : null;
  }

  /** `take` turns the ciphertext into plaintext piece by piece; true where all of it was right, and nothing of it counts before. */
  decrypt(
    frame: Uint8Array,
    take: (text: Uint8Array, update: (part: Uint8Array) => Buffer) => void,
  ): boolean {
    const length = frame.subarray(0, this.lengthBytes);
    const end = frame.length - TAG_BYTES;
    const cipher = createDecipheriv(NAME, this.#key, this.#nonce.next(), TAG);
    cipher.setAAD(length, { plaintextLength: end - this.lengthBytes });
    cipher.setAuthTag(frame.subarray(end));
    take(frame.subarray(this.lengthBytes, end), (part) => cipher.update(part));
    try {
      cipher.final();
      return true;
    } catch {
      return false;
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
