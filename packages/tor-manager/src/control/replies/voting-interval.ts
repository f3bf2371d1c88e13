// 250-consensus/valid-after=2026-11-23 17:16:20
// 250-consensus/fresh-until=2026-11-23 17:16:40
// 250 OK
import type { ControlMessage } from '../reply-parser.ts';

const TIME = /^consensus\/(valid-after|fresh-until)=(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/u;
const LONGEST = 24 * 60 * 60_000;

/** Milliseconds from one consensus to the next: an hour in the public network. Null while tor has none. */
export function votingInterval(reply: ControlMessage): number | null {
  const times = new Map<string, number>();
  for (const { text } of reply.lines) {
    const [, name = '', day, time] = TIME.exec(text) ?? [];
    times.set(name, Date.parse(`${day}T${time}Z`));
  }
  const interval = (times.get('fresh-until') ?? Number.NaN) - (times.get('valid-after') ?? Number.NaN);
  return interval > 0 && interval <= LONGEST ? interval : null;
}
