// Cuts a stream of bytes into frames, opened; holds at most one unfinished frame, and looks at every byte once.
import { type Opener, TAG_BYTES } from './frame-cipher.ts';

export interface FrameSink<Plain> {
  /** The plaintext of the next frame, the sink's own; empty: the other side says no more. */
  frame(plain: Plain): void;
  /** What came is none of ours. Called once; nothing comes after it. */
  broken(): void;
}

/** `Plain`: what its opener makes of a frame. */
export class FrameReader<Plain = Buffer> {
  readonly #opener: Opener<Plain>;
  readonly #sink: FrameSink<Plain>;
  readonly #max: number;
  /** The unfinished frame: its first `#filled` bytes are here. Kept from frame to frame, as large as the largest was. */
  #pending: Buffer;
  #filled = 0;
  #open = true;

  /** `max`: bytes of plaintext in one frame; a longer one is broken as soon as its length is here. */
  constructor(opener: Opener<Plain>, sink: FrameSink<Plain>, max = Number.MAX_SAFE_INTEGER) {
    this.#opener = opener;
    this.#sink = sink;
    this.#max = max;
    this.#pending = Buffer.alloc(opener.lengthBytes);
  }

  push(chunk: Uint8Array): void {
    const { lengthBytes } = this.#opener;
    let at = 0;
    while (this.#open && at < chunk.length) {
      // A frame that lies in the chunk as a whole is opened where it is.
      const whole = this.#filled === 0 && chunk.length - at >= lengthBytes ? this.#sizeOf(chunk, at) : 0;
      if (whole > 0 && at + whole <= chunk.length) {
        this.#frame(chunk.subarray(at, at + whole));
        at += whole;
      } else at += this.#fill(chunk.subarray(at));
    }
  }

  /** How many bytes of the part went into the unfinished frame. */
  #fill(part: Uint8Array): number {
    const { lengthBytes } = this.#opener;
    const known = this.#filled >= lengthBytes;
    const wanted = known ? this.#sizeOf(this.#pending, 0) : lengthBytes;
    const count = Math.min(part.length, wanted - this.#filled);
    this.#pending.set(count < part.length ? part.subarray(0, count) : part, this.#filled);
    this.#filled += count;
    if (this.#filled < wanted) return count;
    if (known) {
      this.#filled = 0;
      this.#frame(this.#pending.subarray(0, wanted));
    } else this.#makeRoom();
    return count;
  }

  #makeRoom(): void {
    const size = this.#sizeOf(this.#pending, 0);
    if (size - this.#opener.lengthBytes - TAG_BYTES > this.#max) return this.#break();
    if (size <= this.#pending.length) return;
    const larger = Buffer.allocUnsafe(size);
    larger.set(this.#pending.subarray(0, this.#filled));
    this.#pending = larger;
  }

  #frame(bytes: Uint8Array): void {
    const tooLong = bytes.length - this.#opener.lengthBytes - TAG_BYTES > this.#max;
    const plain = tooLong ? null : this.#opener.open(bytes);
    if (plain === null) this.#break();
    else this.#sink.frame(plain);
  }

  #break(): void {
    this.#open = false;
    this.#sink.broken();
  }

  /** Bytes of the frame that begins there. */
  #sizeOf(bytes: Uint8Array, at: number): number {
    const { lengthBytes } = this.#opener;
    let length = 0;
    for (let byte = at; byte < at + lengthBytes; byte++) length = length * 256 + (bytes[byte] as number);
    return lengthBytes + length + TAG_BYTES;
  }
}
