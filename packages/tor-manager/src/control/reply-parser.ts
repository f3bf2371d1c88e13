// Cuts the bytes of tor's control port into replies and events (control-spec, sections 2.3 and 4.1). Does no I/O.
import { TorchatError } from '@torchat/core';

/** One line of a reply without its status; `data` is the block that follows a `+` line. */
interface ControlLine {
  readonly text: string;
  readonly data: string | null;
}

/** A whole reply, or an event when `status` is 650. Its last line is the one after `650 ` or `250 `. */
export interface ControlMessage {
  readonly status: number;
  readonly lines: readonly ControlLine[];
}

const LONGEST_LINE = 64 * 1024;
const LONGEST_MESSAGE = 1024 * 1024;
const LF = 0x0a;

interface Unfinished {
  lines: ControlLine[];
  size: number;
}

/** A function that takes the next bytes and returns what they complete. Throws `tor_control` on what is no control protocol. */
export function replyParser(): (chunk: Buffer) => ControlMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  let block: { readonly status: number; readonly text: string; readonly lines: string[] } | null = null;
  const unfinished = { reply: fresh(), event: fresh() };

  function keep(status: number, text: string, data: string | null): Unfinished {
    const part = status === 650 ? unfinished.event : unfinished.reply;
    part.lines.push({ text, data });
    return part;
  }

  function count(status: number, size: number): void {
    const part = status === 650 ? unfinished.event : unfinished.reply;
    part.size += size + 1;
    if (part.size > LONGEST_MESSAGE) throw broken('an answer without end');
  }

  function line(text: string): ControlMessage | null {
    if (block) {
      count(block.status, text.length);
      if (text === '.') {
        keep(block.status, block.text, block.lines.join('\n'));
        block = null;
      } else block.lines.push(text.startsWith('.') ? text.slice(1) : text);
      return null;
    }
    const [, digits, kind, words] = /^(\d{3})([ +-])(.*)$/su.exec(text) ?? [];
    if (digits === undefined || words === undefined) throw broken('a line that is no answer');
    const status = Number(digits);
    count(status, text.length);
    if (kind === '+') {
      block = { status, text: words, lines: [] };
      return null;
    }
    const part = keep(status, words, null);
    if (kind === '-') return null;
    const { lines } = part;
    Object.assign(part, fresh());
    return { status, lines };
  }

  return (chunk) => {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const messages: ControlMessage[] = [];
    let from = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, from)) {
      if (end - from > LONGEST_LINE) throw broken('a line without end');
      const message = line(bytes.toString('utf8', from, end).replace(/\r$/u, ''));
      if (message) messages.push(message);
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST_LINE) throw broken('a line without end');
    return messages;
  };
}

function fresh(): Unfinished {
  return { lines: [], size: 0 };
}

function broken(what: string): TorchatError {
  return new TorchatError(
    'tor_control',
    `Tor's control port sent ${what}, so the connection to it was closed.`,
  );
}
