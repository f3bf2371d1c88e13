// The first line of an accepted connection: what follows a certain command is not lines, and must stay unread.
import { LF } from '../../wire/escape.ts';

export class FirstLine {
  readonly #prefix: Uint8Array;
  readonly #max: number;
  #seen: Uint8Array = new Uint8Array(0);
  /** The line without its LF, when it begins with the prefix; null when the connection speaks of something else. */
  line: Uint8Array | null = null;
  /** All bytes behind the line; all there were, when it is none. */
  rest: Uint8Array = new Uint8Array(0);

  /** `max`: bytes within which a line with the prefix has to end. */
  constructor(prefix: Uint8Array, max: number) {
    this.#prefix = prefix;
    this.#max = max;
  }

  /** True once it is known which of the two it is. */
  push(chunk: Uint8Array): boolean {
    const seen = this.#seen.length === 0 ? chunk : joined(this.#seen, chunk);
    const begins = seen.subarray(0, this.#prefix.length).every((byte, at) => byte === this.#prefix[at]);
    const end = begins ? seen.subarray(0, this.#max).indexOf(LF) : -1;
    if (begins && end < 0 && seen.length < this.#max) {
      this.#seen = seen.slice();
      return false;
    }
    if (end >= this.#prefix.length) {
      this.line = seen.subarray(0, end);
      this.rest = seen.slice(end + 1);
    } else this.rest = seen;
    this.#seen = new Uint8Array(0);
    return true;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
