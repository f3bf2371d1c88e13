// Writes one line: command, blank, arguments escaped and separated by single blanks, LF.
import { BLANK, escape, escapeText, LF } from './escape.ts';
import { encoder, LAST_ASCII } from './utf8.ts';

// Lines are cut from a shared slab, never written to twice: a buffer of its own costs more than the line itself.
const SLAB_BYTES = 8192;
const BYTES_PER_UNIT = 3;
/** Up to here a loop is several times as fast as the platform's encoder is called. */
const SHORT_UNITS = 32;

export class LineWriter {
  #slab = new Uint8Array(SLAB_BYTES);
  #start = 0;
  #at = 0;
  #first = true;
  #escapes = true;

  /** `command`: ASCII. The blank after it is always written, as the legacy client does. */
  begin(command: string): void {
    this.#escapes = true;
    this.#start = this.#at;
    this.#first = true;
    this.#raw(command);
    this.#byte(BLANK);
  }

  /** The same for what is sealed afterwards: nothing is escaped. */
  beginPlain(command: string): void {
    this.begin(command);
    this.#escapes = false;
  }

  /** One argument of text. */
  text(text: string): this {
    this.#separate();
    this.#raw(this.#escapes ? escapeText(text) : text);
    return this;
  }

  number(value: number): this {
    this.#separate();
    this.#raw(String(value));
    return this;
  }

  bytes(bytes: Uint8Array): this {
    this.#separate();
    const escaped = this.#escapes ? escape(bytes) : bytes;
    this.#reserve(escaped.length);
    this.#slab.set(escaped, this.#at);
    this.#at += escaped.length;
    return this;
  }

  /** The line. Nobody writes to these bytes again. */
  end(): Uint8Array {
    this.#byte(LF);
    const line = this.#slab.subarray(this.#start, this.#at);
    if (this.#slab.length === SLAB_BYTES) return line;
    this.#slab = new Uint8Array(SLAB_BYTES);
    this.#at = 0;
    return line.slice();
  }

  /** The bytes, until `begin` is called again: what is sealed at once needs no copy. */
  endPlain(): Uint8Array {
    const plain = this.#slab.subarray(this.#start, this.#at);
    if (this.#slab.length === SLAB_BYTES) this.#at = this.#start;
    else {
      this.#slab = new Uint8Array(SLAB_BYTES);
      this.#at = 0;
    }
    return plain;
  }

  #separate(): void {
    if (this.#first) this.#first = false;
    else this.#byte(BLANK);
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#slab[this.#at++] = byte;
  }

  #raw(text: string): void {
    this.#reserve(text.length * BYTES_PER_UNIT);
    if (text.length <= SHORT_UNITS && this.#ascii(text)) return;
    this.#at += encoder.encodeInto(text, this.#slab.subarray(this.#at)).written;
  }

  /** False, and nothing counts as written, where there is more than ASCII in it. */
  #ascii(text: string): boolean {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > LAST_ASCII) return false;
      this.#slab[this.#at + at] = unit;
    }
    this.#at += text.length;
    return true;
  }

  #reserve(count: number): void {
    if (this.#at + count <= this.#slab.length) return;
    const begun = this.#slab.subarray(this.#start, this.#at);
    this.#slab = new Uint8Array(Math.max(SLAB_BYTES, begun.length + count));
    this.#slab.set(begun);
    this.#start = 0;
    this.#at = begun.length;
  }
}
