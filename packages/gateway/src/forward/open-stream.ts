// A fresh stream to a contact's service with the proof on its way: what comes back is a yes, a no, or nothing.
import type { Socket } from 'node:net';
import { timingSafeEqual } from 'node:crypto';
import {
  decodeLine,
  type FrameKeys,
  type ServiceKind,
  TorchatError,
  type TorchatId,
  type TunnelRefusal,
} from '@torchat/core';
import { type Client, FirstLine, type OnionNetwork, VIRTUAL_PORT } from '@torchat/core/node';
import { ANSWER_DEADLINE, DIAL_DEADLINE } from './limits.ts';

/** Longest answer line. */
const MAX_ANSWER = 256;
const TUNNEL = new TextEncoder().encode('tunnel_');

export interface Target {
  readonly contact: TorchatId;
  readonly service: string;
  /** What is going to be carried: a service of the other kind is not opened. */
  readonly kind: ServiceKind;
  /** Streams with the same words here may share a circuit. */
  readonly circuit?: string;
}

export interface Ways {
  readonly client: Pick<Client, 'openTunnel'>;
  readonly network: Pick<OnionNetwork, 'dial'>;
}

export interface OpenedStream {
  readonly socket: Socket;
  readonly keys: FrameKeys;
  /** What came behind the yes; the socket is paused. Rejects with `TunnelRefused` or `dial_failed`. */
  readonly answer: Promise<Buffer>;
}

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

/** The line is sent already: whatever is written to the socket follows it. Rejects as `openTunnel` and `dial` do. */
export async function openStream(
  { client, network }: Ways,
  { contact, service, kind, circuit = '' }: Target,
  signal: AbortSignal,
): Promise<OpenedStream> {
  const opening = await client.openTunnel(contact, service);
  if (opening.kind !== kind)
    throw new TorchatError('unknown_service', `The contact offers this service for ${opening.kind} only.`);
  const isolation = `forward ${contact} ${service} ${circuit}`;
  const socket = await network.dial(contact, VIRTUAL_PORT, { isolation, deadline: DIAL_DEADLINE, signal });
  socket.on('error', () => undefined);
  socket.setNoDelay(true);
  // It leaves with whatever its user writes behind it now: small packets one after the other are slow.
  socket.cork();
  socket.write(opening.line);
  setImmediate(() => socket.uncork());
  const answer = answerOf(socket, opening.ok, signal);
  // Whoever gives up on the stream need not wait for what it says.
  answer.catch(() => undefined);
  return { socket, keys: opening.keys, answer };
}

function answerOf(socket: Socket, ok: Uint8Array, signal: AbortSignal): Promise<Buffer> {
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
