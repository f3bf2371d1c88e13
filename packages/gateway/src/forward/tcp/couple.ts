// Joins a local connection and the stream of a tunnel until both have said all, or one breaks and the other is reset.
import type { Socket } from 'node:net';
import { FrameOpener } from '@torchat/core/node';
import { LINGER } from '../limits.ts';
import { Downlink } from './downlink.ts';
import type { Traffic } from './carry.ts';
import { reset } from './reset.ts';
import type { Uplink } from './uplink.ts';

export interface Coupled {
  readonly local: Socket;
  readonly stream: Socket;
  /** Attached to this stream already, and confirmed. */
  readonly uplink: Uplink;
  /** What the other side seals with. */
  readonly key: Uint8Array;
  /** Frames that are here already. */
  readonly early: Uint8Array;
  readonly traffic?: Traffic;
}

/** Resolves when both are gone: true when both sides had said all. */
export function couple({ local, stream, uplink, key, early, traffic }: Coupled): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const whole = (): boolean => uplink.finished && downlink.finished;
  // Tor's streams have no half-close, and a tor whose program reads slowly throws away what is left of an ended one after
  // 15 seconds (connection_expire_held_open). So whoever has all says so, and only then the stream ends.
  const maybeEnd = (): void => {
    if (!whole() || stream.writableEnded) return;
    uplink.acknowledge();
    timer ??= setTimeout(() => stream.destroy(), LINGER);
    if (downlink.confirmed) stream.destroySoon();
  };
  let timer: NodeJS.Timeout | null = null;
  const downlink = new Downlink(
    { local, stream, opener: new FrameOpener(key) },
    maybeEnd,
    traffic?.got,
    traffic?.gate,
  );
  local.on('end', maybeEnd);
  const gone = (): void => {
    if (!stream.destroyed && !whole()) stream.destroy();
    if (!whole()) reset(local);
    if (stream.closed && timer !== null) clearTimeout(timer);
    if (stream.closed && local.closed) resolve(whole());
  };
  stream.on('close', gone);
  local.on('close', gone);
  downlink.start(early);
  if (stream.closed || local.closed) gone();
  return promise;
}
