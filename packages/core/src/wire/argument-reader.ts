// Reads the arguments of one line in their order; a wrong one marks the line as malformed and reads as empty.
import { BACKSLASH, BLANK, unescape } from './escape.ts';
import { decodeLossy, decodeUtf8 } from './utf8.ts';

const NOTHING = new Uint8Array(0);
const FIRST_PRINTABLE = 0x21;
const LAST_PRINTABLE = 0x7e;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Arguments are separated by single blanks; the last takes the rest with the blanks in it. Unescaping comes
 * before splitting (protocol.md, section 2). What follows the last argument a command knows is ignored.
 */
export class ArgumentReader {
  readonly #bytes: Uint8Array;
  /** Where the next argument starts; beyond the end when there is none. */
  #at: number;
  #malformed = false;

  /** `start`: index of the first byte after the command's blank; beyond the end where the blank is missing. */
  constructor(line: Uint8Array, start: number, escaped = true) {
    const blob = escaped && start < line.length ? unescapedFrom(line, start) : line;
    this.#bytes = blob;
    this.#at = blob === line ? start : 0;
  }

  /** True once an argument was not what the command wants. */
  get malformed(): boolean {
    return this.#malformed;
  }

  /** One to `max` printable ASCII characters without a blank. */
  token(max: number): string {
    const bytes = this.#bytes;
    const from = this.#at;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === BLANK) break;
      if (byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE) return this.#wrong('');
    }
    this.#at = at + 1;
    if (at <= from || at - from > max) return this.#wrong('');
    return decodeLossy(bytes, from, at);
  }

  /** Whatever stands before the next blank, at most `max` bytes, for the caller to judge. */
  word(max = Number.MAX_SAFE_INTEGER): string {
    const from = this.#at;
    if (from > this.#bytes.length) return '';
    const blank = this.#bytes.indexOf(BLANK, from);
    const to = blank < 0 ? this.#bytes.length : blank;
    this.#at = to + 1;
    return to - from > max ? this.#wrong('') : decodeLossy(this.#bytes, from, to);
  }

  /** A non-negative safe integer in decimal digits. */
  number(): number {
    const bytes = this.#bytes;
    const from = this.#at;
    let value = 0;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === BLANK) break;
      if (byte < ZERO || byte > NINE) return this.#wrong(0);
      value = value * 10 + (byte - ZERO);
      if (value > Number.MAX_SAFE_INTEGER) return this.#wrong(0);
    }
    this.#at = at + 1;
    return at > from ? value : this.#wrong(0);
  }

  /** The rest, at most `max` bytes, perhaps none. A view into the line. */
  bytes(max = Number.MAX_SAFE_INTEGER): Uint8Array {
    const from = this.#at;
    const length = this.#bytes.length - from;
    this.#at = this.#bytes.length + 1;
    if (length <= 0) return NOTHING;
    return length > max ? this.#wrong(NOTHING) : this.#bytes.subarray(from);
  }

  /** The rest, which has exactly so many bytes. A view into the line. */
  exactly(count: number): Uint8Array {
    const bytes = this.bytes(count);
    return bytes.length === count ? bytes : this.#wrong(NOTHING);
  }

  /** The rest as text, at most `max` bytes of UTF-8, perhaps none. */
  text(max = Number.MAX_SAFE_INTEGER): string {
    const bytes = this.bytes(max);
    if (bytes.length === 0) return '';
    return decodeUtf8(bytes) ?? this.#wrong('');
  }

  /** Marks the line as malformed. */
  refuse(): void {
    this.#malformed = true;
    this.#at = this.#bytes.length + 1;
  }

  #wrong<T>(instead: T): T {
    this.refuse();
    return instead;
  }
}

function unescapedFrom(line: Uint8Array, start: number): Uint8Array {
  return line.indexOf(BACKSLASH, start) < 0 ? line : unescape(line.subarray(start));
}
