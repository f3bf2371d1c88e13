// 250-consensus/valid-after=2026-11-23 17:16:20
// 250-consensus/fresh-until=2026-11-23 17:16:40
// 250 OK
import type { ControlMessage } from '../reply-parser.ts';

export interface Votes {
  /** When the consensus that tor goes by became valid; milliseconds since 1970. */
  readonly last: number;
  /** Milliseconds from one to the next: an hour in the public network. */
  readonly interval: number;
}

export const ASK_VOTES = 'GETINFO consensus/valid-after consensus/fresh-until';

const TIME = /^consensus\/(valid-after|fresh-until)=(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/u;
const LONGEST = 24 * 60 * 60_000;

/** What tor says to `ASK_VOTES`; null while it has no consensus. */
export function votesOf(reply: ControlMessage): Votes | null {
  const times = new Map<string, number>();
  for (const { text } of reply.lines) {
    const [, name = '', day, time] = TIME.exec(text) ?? [];
    times.set(name, Date.parse(`${day}T${time}Z`));
  }
  const last = times.get('valid-after') ?? Number.NaN;
  const interval = (times.get('fresh-until') ?? Number.NaN) - last;
  return interval > 0 && interval <= LONGEST ? { last, interval } : null;
}
