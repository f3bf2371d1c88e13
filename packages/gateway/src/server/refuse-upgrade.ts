// The answer to a request that wanted another protocol and does not get it.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerOf } from './errors.ts';

/** Milliseconds that the caller has to read the answer. */
const LAST_WORDS = 5_000;

export function refuseUpgrade(socket: Duplex, failure: unknown): void {
  if (socket.destroyed) return;
  const { status, body } = answerOf(failure);
  const text = JSON.stringify(body);
  const timer = setTimeout(() => socket.destroy(), LAST_WORDS);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => clearTimeout(timer));
  // What the caller said ahead is thrown away: left unread, it could cost him the answer.
  socket.resume();
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
