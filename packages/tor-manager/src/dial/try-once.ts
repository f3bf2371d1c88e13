// One stream through a SOCKS port: connected and shaken hands, or failed with its reason, or given up.
import type { Socket } from 'node:net';
import type { DialFailure } from '@torchat/core';
import type { Credentials } from './credentials.ts';
import { connectTo, type Endpoint } from './endpoint.ts';
import { dialError, failureOf } from './failures.ts';
import { type Destination, socksHandshake } from './handshake.ts';

/** Rejects with `DialError`; with `cancelled` as soon as `signal` aborts. */
export function tryOnce(
  endpoint: Endpoint,
  destination: Destination,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(endpoint);

    function settle(): void {
      signal.removeEventListener('abort', cancel);
      socket.off('close', unavailable);
    }
    function fail(reason: DialFailure): void {
      settle();
      socket.destroy();
      reject(dialError(reason));
    }
    const cancel = (): void => fail('cancelled');
    const unavailable = (): void => fail('tor_unavailable');

    signal.addEventListener('abort', cancel, { once: true });
    // A stream may break before its owner listens; `close` tells him.
    socket.on('error', () => undefined);
    socket.once('close', unavailable);
    socket.once('connect', () => {
      socket.off('close', unavailable);
      socksHandshake(socket, destination, credentials, (outcome) => {
        // A port that closes without an answer belongs to a tor that is ending.
        if (!outcome.ok) fail(outcome.code === null ? 'tor_unavailable' : failureOf(outcome.code));
        else {
          settle();
          resolve(socket);
        }
      });
    });
  });
}
