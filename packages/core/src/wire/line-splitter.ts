// Cuts a stream of bytes into lines, with a bound on what one line may hold.
import { LF } from './escape.ts';

/** The longest line we take, without its LF: 1 MiB, forty times the longest ordinary one. */
export const MAX_LINE_BYTES = 1_048_576;

const FIRST_BUFFER_BYTES = 512;

export interface LineSink {
  /** One line without its LF. A view into the chunk where the line lies in one, else a buffer of its own. */
  line(line: Uint8Array): void;
  /** The peer sent a longer line than allowed. Called once; nothing comes after it. */
  overlong(): void;
}

/**
 * Feed it chunks of any size. It looks at every byte once and copies only lines that span chunks.
 * A chunk belongs to the caller again when `push` returns, so a sink copies what it keeps.
 */
export class LineSplitter {
  readonly #sink: LineSink;
  readonly #max: number;
  #pending: Uint8Array = new Uint8Array(0);
  #length = 0;
  #open = true;

  /** `max`: bytes of a line without its LF. */
  constructor(sink: LineSink, max = MAX_LINE_BYTES) {
    this.#sink = sink;
    this.#max = max;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (this.#open && from < chunk.length) {
      const end = chunk.indexOf(LF, from);
      const to = end < 0 ? chunk.length : end;
      if (this.#length + to - from > this.#max) {
        this.close();
        this.#sink.overlong();
        return;
      }
      if (end < 0) this.#keep(chunk.subarray(from));
      else if (this.#length === 0) this.#sink.line(chunk.subarray(from, end));
      else {
        this.#keep(chunk.subarray(from, end));
        this.#sink.line(this.#take());
      }
      from = to + 1;
    }
  }

  /** Forgets the unfinished line and takes nothing more, not even the rest of the chunk being pushed. */
  close(): void {
    this.#open = false;
    this.#take();
  }

  #keep(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > this.#pending.length) {
      // Doubling keeps the copying linear when a line comes byte by byte.
      const size = Math.min(this.#max, Math.max(length, 2 * this.#pending.length, FIRST_BUFFER_BYTES));
      const larger = new Uint8Array(size);
      larger.set(this.#pending.subarray(0, this.#length));
      this.#pending = larger;
    }
    this.#pending.set(part, this.#length);
    this.#length = length;
  }

  #take(): Uint8Array {
    const line = this.#pending.subarray(0, this.#length);
    this.#pending = new Uint8Array(0);
    this.#length = 0;
    return line;
  }
}
