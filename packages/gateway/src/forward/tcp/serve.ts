// A contact's stream to a TCP port that we share with it.
import { connect, type Socket } from 'node:net';
import { encodeLine, type TunnelRefusal } from '@torchat/core';
import { type ArrivedTunnel, FrameSealer } from '@torchat/core/node';
import { TARGET_DEADLINE, YES_PATIENCE } from '../limits.ts';
import type { Traffic } from './carry.ts';
import { couple } from './couple.ts';
import { Uplink } from './uplink.ts';

/** Resolves when all is over; never rejects. Aborting ends both sides at once. */
export async function serveTcp(tunnel: ArrivedTunnel, signal: AbortSignal, traffic?: Traffic): Promise<void> {
  const { socket: stream, share, ok, keys, early } = tunnel;
  const local = connect({ host: share.host, port: share.port, allowHalfOpen: true, noDelay: true });
  local.on('error', () => undefined);
  const destroy = (): void => {
    stream.destroy();
    local.destroy();
  };
  signal.addEventListener('abort', destroy);
  if (signal.aborted) destroy();
  try {
    const refusal = await reached(local, stream);
    if (refusal !== null) return refuse(stream, refusal);
    const uplink = new Uplink(local, traffic?.sent, traffic?.gate);
    sayYes(stream, ok, local);
    uplink.attach({ stream, sealer: new FrameSealer(keys.toOpener) });
    uplink.confirm();
    const counted = traffic === undefined ? {} : { traffic };
    await couple({ local, stream, uplink, key: keys.toOwner, early, ...counted });
  } finally {
    signal.removeEventListener('abort', destroy);
    local.destroy();
  }
}

/** With the service's first bytes, should they come in a moment: small packets one after the other are slow. */
function sayYes(stream: Socket, ok: Uint8Array, local: Socket): void {
  stream.cork();
  stream.write(ok);
  const timer = setTimeout(() => send(), YES_PATIENCE);
  const send = (): void => {
    clearTimeout(timer);
    stream.off('close', send);
    local.off('data', send).off('close', send);
    stream.uncork();
  };
  local.on('data', send).on('close', send);
  stream.on('close', send);
}

/** Null when the port took the connection; else why not. */
function reached(local: Socket, stream: Socket): Promise<TunnelRefusal | null> {
  return new Promise((resolve) => {
    const gone = (): void => settled('unreachable');
    const timer = setTimeout(gone, TARGET_DEADLINE);
    const settled = (result: TunnelRefusal | null): void => {
      clearTimeout(timer);
      stream.off('close', gone);
      resolve(result);
    };
    local.once('connect', () => settled(null));
    local.once('error', (error: NodeJS.ErrnoException) =>
      settled(error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable'),
    );
    local.once('close', gone);
    stream.once('close', gone);
  });
}

function refuse(stream: Socket, reason: TunnelRefusal): void {
  if (stream.destroyed) return;
  stream.write(encodeLine({ command: 'tunnel_refused', reason }));
  stream.destroySoon();
}
