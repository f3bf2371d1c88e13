// A fresh stream to a contact's service with the proof on its way: what comes back is a yes, a no, or nothing.
import type { Socket } from 'node:net';
import { type FrameKeys, type ServiceKind, TorchatError, type TorchatId } from '@torchat/core';
import { type Client, type OnionNetwork, tunnelAnswer, VIRTUAL_PORT } from '@torchat/core/node';
import { DIAL_DEADLINE } from './limits.ts';

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
  const answer = tunnelAnswer(socket, opening.ok, signal);
  // Whoever gives up on the stream need not wait for what it says.
  answer.catch(() => undefined);
  return { socket, keys: opening.keys, answer };
}
