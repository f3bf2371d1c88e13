// One local connection carried to a contact's service, from the first byte to the last.
import type { Socket } from 'node:net';
import { FrameSealer, TunnelRefused } from '@torchat/core/node';
import type { Gate } from '../quota/quota.ts';
import { openStream, type OpenedStream, type Target, type Ways } from '../open-stream.ts';
import { couple } from './couple.ts';
import { Uplink } from './uplink.ts';

export interface Traffic {
  readonly sent: (bytes: number) => void;
  readonly got: (bytes: number) => void;
  /** Where there is one, nothing is read while it is shut, either way. */
  readonly gate?: Gate;
}

export interface CarryOptions {
  /** Called at the other side's yes, before its first byte. */
  readonly opened?: () => void;
  readonly traffic?: Traffic;
}

/**
 * What the local side says goes out at once, behind the proof, without waiting for the other side's yes. Resolves when
 * all is over: true when both sides had said all. Rejects where the tunnel did not open; `local` is left to the caller then.
 */
export async function carry(
  local: Socket,
  target: Target,
  ways: Ways,
  signal: AbortSignal,
  { opened = () => undefined, traffic }: CarryOptions = {},
): Promise<boolean> {
  const uplink = new Uplink(local, traffic?.sent);
  const { stream, early } = await opening(local, signal, (either) => open(uplink, target, ways, either));
  const destroy = (): void => void stream.socket.destroy();
  signal.addEventListener('abort', destroy);
  if (signal.aborted) destroy();
  try {
    opened();
    uplink.confirm();
    return await couple({
      local,
      stream: stream.socket,
      uplink,
      key: stream.keys.toOpener,
      early,
      ...(traffic === undefined ? {} : { traffic }),
    });
  } finally {
    signal.removeEventListener('abort', destroy);
  }
}

/** Gives up when the local side does. */
async function opening<T>(
  local: Socket,
  signal: AbortSignal,
  work: (either: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  local.once('close', abort);
  if (local.destroyed) abort();
  try {
    return await work(AbortSignal.any([signal, gone.signal]));
  } finally {
    local.off('close', abort);
  }
}

/** Once more with the newest key where the first was too old. */
async function open(
  uplink: Uplink,
  target: Target,
  ways: Ways,
  signal: AbortSignal,
): Promise<{ readonly stream: OpenedStream; readonly early: Buffer }> {
  for (let again = true; ; again = false) {
    const stream = await openStream(ways, target, signal);
    uplink.attach({ stream: stream.socket, sealer: new FrameSealer(stream.keys.toOwner) });
    try {
      return { stream, early: await stream.answer };
    } catch (error) {
      if (!again || !(error instanceof TunnelRefused) || error.reason !== 'stale') throw error;
    }
  }
}
