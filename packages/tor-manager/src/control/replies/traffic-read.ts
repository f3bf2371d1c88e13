// 250-traffic/read=25133
// 250 OK
import type { ControlMessage } from '../reply-parser.ts';
import { words } from '../words.ts';

/** Bytes that tor has read since its start, null when the reply tells none. */
export function trafficRead(reply: ControlMessage): number | null {
  const text = words(reply.lines[0]?.text ?? '').keys.get('traffic/read') ?? '';
  return /^\d{1,15}$/u.test(text) ? Number(text) : null;
}
