// Rewrites the id in lines that begin with `ping ` and lets everything else through. Does no I/O, decodes nothing.
import { COOKIE_BYTES } from '../limits.ts';

export interface RewriteRules {
  /** What takes the place of the id in a ping; null refuses the stream. `id`: the first argument, as latin1. */
  ping(id: string): string | null;
  /** The cookie of a ping that was let through, as latin1; not called for one that is too long to be ours. */
  pingCookie?(cookie: string): void;
  /** The same of a pong. */
  pong?(cookie: string): void;
  /** Refuses a stream whose first line is anything but a ping. */
  readonly pingFirst?: boolean;
}

export interface LineRewriter {
  /**
   * Takes the next bytes and hands on what may go, in order: mostly views into `chunk`.
   * Returns false when the rules refused the stream; then it takes nothing more.
   */
  push(chunk: Buffer, pass: (piece: Buffer) => void): boolean;
  /** The stream ended: hands on what was held back, but no half ping. */
  end(pass: (piece: Buffer) => void): void;
}

const LF = 0x0a;
const SPACE = 0x20;
const PING = Buffer.from('ping ');
const PONG = Buffer.from('pong ');
/** An id ends within the first 80 bytes of its line, or it is none. */
const HEAD_BYTES = 80;

type Cookie = 'pingCookie' | 'pong';
/** What the beginning of a line says so far. */
type Verdict = 'undecided' | 'other' | 'pong' | 'ping';

export function createLineRewriter(rules: RewriteRules): LineRewriter {
  /** The beginning of the current line, as far as it matters. */
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  let length = 0;
  let inHead = true;
  let first = true;
  let open = true;
  let watched: Cookie | null = null;
  const cookie = Buffer.allocUnsafe(COOKIE_BYTES);
  let cookieLength = 0;

  function judge(): Verdict {
    if (length <= PING.length) {
      const matches = (word: Buffer): boolean => head.compare(word, 0, length, 0, length) === 0;
      if (matches(PING)) return 'undecided';
      if (!matches(PONG)) return 'other';
      return length === PONG.length ? 'pong' : 'undecided';
    }
    const last = head[length - 1];
    return last === SPACE || last === LF || length === HEAD_BYTES ? 'ping' : 'undecided';
  }

  function watch(what: Cookie): void {
    if (rules[what] === undefined) return;
    watched = what;
    cookieLength = 0;
  }

  function keepCookie(part: Buffer): void {
    if (watched === null) return;
    if (cookieLength + part.length > COOKIE_BYTES) watched = null;
    else cookieLength += part.copy(cookie, cookieLength);
  }

  function endLine(): void {
    if (watched !== null) rules[watched]?.(cookie.toString('latin1', 0, cookieLength));
    watched = null;
    length = 0;
    inHead = true;
    first = false;
  }

  function push(chunk: Buffer, pass: (piece: Buffer) => void): boolean {
    /** Where what was not handed on yet begins, and where the current line began: before the chunk if `carried`. */
    let from = 0;
    let line = 0;
    let carried = inHead ? length : 0;
    let at = 0;
    const flush = (end: number): void => {
      if (end > from) pass(chunk.subarray(from, end));
      from = end;
    };
    while (open && at < chunk.length) {
      if (!inHead) {
        const end = chunk.indexOf(LF, at);
        keepCookie(chunk.subarray(at, end < 0 ? chunk.length : end));
        at = end < 0 ? chunk.length : end + 1;
        if (end >= 0) endLine();
        line = at;
        continue;
      }
      const byte = chunk[at] as number;
      head[length++] = byte;
      at += 1;
      // Most lines are done with here.
      const verdict = length === 1 && byte !== PING[0] ? 'other' : judge();
      if (verdict === 'undecided') continue;
      inHead = false;
      if (verdict === 'ping') {
        // Up to the blank or LF behind the id, which stays.
        const whole = byte === SPACE || byte === LF;
        const instead = whole ? rules.ping(head.toString('latin1', PING.length, length - 1)) : null;
        flush(line);
        open = instead !== null;
        if (instead === null) break;
        pass(Buffer.from(`ping ${instead}`, 'latin1'));
        from = at - 1;
        if (byte === SPACE) watch('pingCookie');
      } else {
        open = !(first && rules.pingFirst === true);
        if (!open) break;
        if (carried > 0) pass(Buffer.from(head.subarray(0, carried)));
        if (verdict === 'pong') watch('pong');
      }
      carried = 0;
      if (byte === LF) {
        endLine();
        line = at;
      }
    }
    if (open) flush(inHead ? (carried > 0 ? 0 : line) : at);
    return open;
  }

  return {
    push,
    end(pass) {
      const held = head.subarray(0, inHead ? length : 0);
      const wanted = !(first && rules.pingFirst === true) && !held.subarray(0, PING.length).equals(PING);
      if (open && held.length > 0 && wanted) pass(Buffer.from(held));
      open = false;
    },
  };
}
