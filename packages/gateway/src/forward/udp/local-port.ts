// A UDP socket of this machine that talks to one shared port and hears nobody else.
import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Share } from '@torchat/core';

export interface LocalPort {
  /** What comes before the socket is ready waits, up to a bound. */
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface LocalPortOptions {
  readonly heard: (bytes: Uint8Array) => void;
  /** It could not be made: nothing of it works, nothing more is heard. */
  readonly failed: () => void;
}

const MOST_WAITING = 64;

export function openLocalPort(
  { host, port }: Pick<Share, 'host' | 'port'>,
  { heard, failed }: LocalPortOptions,
): LocalPort {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  let waiting: Uint8Array[] | null = [];
  let target: Pick<RemoteInfo, 'address' | 'port'> | null = null;
  socket.once('connect', () => {
    target = socket.remoteAddress();
    for (const bytes of waiting ?? []) socket.send(bytes);
    waiting = null;
  });
  // Connected, an error says that nobody listens there, or not yet: datagrams are lost then, as datagrams are.
  socket.on('error', () => {
    if (target === null) failed();
  });
  // The kernel keeps others out only from the moment on at which it is connected.
  socket.on('message', (bytes, from) => {
    if (from.port === target?.port && from.address === target.address) heard(bytes);
  });
  socket.connect(port, host);
  return {
    send(bytes) {
      if (waiting === null) socket.send(bytes);
      else if (waiting.length < MOST_WAITING) waiting.push(Buffer.from(bytes));
    },
    close: () => void socket.close(),
  };
}
