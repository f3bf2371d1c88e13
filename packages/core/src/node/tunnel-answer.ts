// What comes back on a stream on which a tunnel was asked for: a yes, a no, or nothing.
import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { TorchatError } from '../errors.ts';
import { decodeLine } from '../messages/index.ts';
import type { TunnelRefusal } from '../messages/tunnel_refused.ts';
import { FirstLine } from './driver/first-line.ts';

/** Longest answer line, and how long it may take, milliseconds. */
const MAX_ANSWER = 256;
const ANSWER_DEADLINE = 30_000;
const TUNNEL = new TextEncoder().encode('tunnel_');

/** The other side's no, in its words; `lost`: it ended without a word. */
export class TunnelRefused extends TorchatError {
  readonly reason: TunnelRefusal | 'lost';
  constructor(reason: TunnelRefusal | 'lost') {
    super('contact_offline', SENTENCES[reason]);
    this.name = 'TunnelRefused';
    this.reason = reason;
  }
}

const SENTENCES: Readonly<Record<TunnelRefusal | 'lost', string>> = {
  stale: 'The contact has a newer key for us that we have not got yet: try again in a moment.',
  gone: 'The contact does not share this service with you any more.',
  busy: 'The contact takes no more connections from you for now: try again later.',
  refused: 'Nobody listens on the shared port at the contact.',
  unreachable: 'The contact could not reach the port that it shares.',
  lost: 'The connection to the contact ended before it was open.',
};

/** Resolves with what came behind the yes, the socket paused; rejects with `TunnelRefused`, the socket destroyed. */
export function tunnelAnswer(socket: Socket, ok: Uint8Array, signal: AbortSignal): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const first = new FirstLine(TUNNEL, MAX_ANSWER);
  const data = (chunk: Uint8Array): void => {
    if (!first.push(chunk)) return;
    socket.pause();
    const decoded = first.line === null ? null : decodeLine(first.line);
    if (decoded?.ok !== true) return fail('lost');
    const { message } = decoded;
    if (message.command === 'tunnel_refused') return fail(message.reason);
    if (message.command !== 'tunnel_ok' || !timingSafeEqual(message.mac, ok)) return fail('lost');
    settle();
    resolve(Buffer.from(first.rest));
  };
  const fail = (reason: TunnelRefusal | 'lost'): void => {
    settle();
    socket.destroy();
    reject(new TunnelRefused(reason));
  };
  const lost = (): void => fail('lost');
  const timer = setTimeout(lost, ANSWER_DEADLINE);
  const settle = (): void => {
    clearTimeout(timer);
    socket.off('data', data).off('close', lost).off('end', lost);
    signal.removeEventListener('abort', lost);
  };
  socket.on('data', data).on('close', lost).on('end', lost);
  signal.addEventListener('abort', lost);
  if (socket.destroyed || signal.aborted) lost();
  return promise;
}
