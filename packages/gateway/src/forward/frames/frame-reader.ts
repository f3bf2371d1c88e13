// Cuts a stream of bytes into frames, opened; holds at most one unfinished frame, and looks at every byte once.
import { release } from './release.ts';
import { type FrameOpener, LENGTH_BYTES, TAG_BYTES } from './frame-cipher.ts';

export interface FrameSink {
  /** The plaintext of the next frame; empty: the other side says no more. */
  frame(plain: Buffer): void;
  /** What came is none of ours. Called once; nothing comes after it. */
  broken(): void;
}

export class FrameReader {
  readonly #opener: FrameOpener;
  readonly #sink: FrameSink;
  /** The unfinished frame: its first `#filled` bytes are here. Until its length is known it has room for that alone. */
  #pending: Buffer = Buffer.alloc(LENGTH_BYTES);
  #filled = 0;
  #open = true;

  constructor(opener: FrameOpener, sink: FrameSink) {
    this.#opener = opener;
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (this.#open && at < chunk.length) {
      // A frame that lies in the chunk as a whole is opened where it is.
      const size = this.#filled === 0 ? sizeOf(chunk, at) : Number.POSITIVE_INFINITY;
      if (at + size <= chunk.length) {
        this.#frame(chunk.subarray(at, at + size));
        at += size;
      } else at += this.#fill(chunk.subarray(at));
    }
  }

  /** How many bytes of the part went into the unfinished frame. */
  #fill(part: Uint8Array): number {
    const count = Math.min(part.length, this.#pending.length - this.#filled);
    this.#pending.set(part.subarray(0, count), this.#filled);
    this.#filled += count;
    if (this.#filled === this.#pending.length) this.#filledUp();
    return count;
  }

  #filledUp(): void {
    if (this.#pending.length > LENGTH_BYTES) {
      const whole = this.#pending;
      this.#pending = Buffer.alloc(LENGTH_BYTES);
      this.#filled = 0;
      this.#frame(whole);
      release(whole);
    } else {
      const frame = Buffer.allocUnsafe(sizeOf(this.#pending, 0));
      frame.set(this.#pending);
      this.#pending = frame;
    }
  }

  #frame(bytes: Uint8Array): void {
    const plain = this.#opener.open(bytes);
    if (plain !== null) return this.#sink.frame(plain);
    this.#open = false;
    this.#sink.broken();
  }
}

/** Bytes of the frame that begins there; infinitely many while its length is unknown. */
function sizeOf(bytes: Uint8Array, at: number): number {
  if (bytes.length < at + LENGTH_BYTES) return Number.POSITIVE_INFINITY;
  return LENGTH_BYTES + (((bytes[at] as number) << 8) | (bytes[at + 1] as number)) + TAG_BYTES;
}
