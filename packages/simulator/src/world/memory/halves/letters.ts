// What goes from one half of a town to the other, as bytes in memory that two threads share.

/** `connection`: its number in both halves; `at`: of the agendas' clock, when it is there. */
export type Letter = { readonly connection: number; readonly at: number } & (
  | { readonly kind: 'lines'; readonly lines: readonly Uint8Array[] }
  | { readonly kind: 'closed' }
  /** People by their places. */
  | { readonly kind: 'dial'; readonly from: number; readonly to: number }
  | { readonly kind: 'connected' }
  | { readonly kind: 'refused' }
);

const KINDS = ['lines', 'closed', 'dial', 'connected', 'refused'] as const;
/** Kind, connection, time. */
const HEAD = 1 + 4 + 8;
const FIRST_ROOM = 1 << 16;

/** Letters one after the other. */
export class Post {
  #bytes = new Uint8Array(FIRST_ROOM);
  #view = new DataView(this.#bytes.buffer);
  #end = 0;

  write(letter: Letter): void {
    const at = this.#reserve(HEAD);
    this.#view.setUint8(at, KINDS.indexOf(letter.kind));
    this.#view.setUint32(at + 1, letter.connection);
    this.#view.setFloat64(at + 5, letter.at);
    if (letter.kind === 'dial') this.#numbers(letter.from, letter.to);
    if (letter.kind !== 'lines') return;
    this.#numbers(letter.lines.length);
    for (const line of letter.lines) {
      this.#numbers(line.length);
      // Reserved before the bytes are looked at: they may have moved.
      const start = this.#reserve(line.length);
      this.#bytes.set(line, start);
    }
  }

  /** All since the last time. Valid until the next letter. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#end);
    this.#end = 0;
    return taken;
  }

  #numbers(...numbers: readonly number[]): void {
    for (const number of numbers) {
      const at = this.#reserve(4);
      this.#view.setUint32(at, number);
    }
  }

  #reserve(length: number): number {
    const start = this.#end;
    this.#end += length;
    if (this.#end <= this.#bytes.length) return start;
    const larger = new Uint8Array(Math.max(this.#end, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, start));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
    return start;
  }
}

/** Lines are pieces of `bytes`. */
export function* lettersOf(bytes: Uint8Array): Generator<Letter> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = 0;
  const number = (): number => view.getUint32((end += 4) - 4);
  const line = (): Uint8Array => {
    const length = number();
    return bytes.subarray(end, (end += length));
  };
  while (end < bytes.length) {
    const kind = KINDS[view.getUint8(end)] as Letter['kind'];
    const connection = view.getUint32(end + 1);
    const at = view.getFloat64(end + 5);
    end += HEAD;
    if (kind === 'dial') yield { kind, connection, at, from: number(), to: number() };
    else if (kind === 'lines') yield { kind, connection, at, lines: Array.from({ length: number() }, line) };
    else yield { kind, connection, at };
  }
}
