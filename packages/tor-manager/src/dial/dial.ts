// One stream through a SOCKS port: connect, handshake, deadline, cancel.
import type { Socket } from 'node:net';
import type { DialFailure, TorchatId } from '@torchat/core';
import type { DialOptions } from '@torchat/core/node';
import type { CredentialBook } from './credentials.ts';
import { connectTo, type Endpoint } from './endpoint.ts';
import { dialError, failureOf } from './failures.ts';
import { socksHandshake } from './handshake.ts';

/**
 * A stream to `<id>.onion:<port>`, paused, with every byte that came so far still in it. Rejects with `DialError`.
 */
export function dial(
  endpoint: Endpoint,
  id: TorchatId,
  port: number,
  options: DialOptions,
  book: CredentialBook,
  closing: AbortSignal,
): Promise<Socket> {
  const { isolation, deadline, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(dialError('cancelled'));
      return;
    }
    const socket = connectTo(endpoint);
    let settled = false;

    function settle(): boolean {
      if (settled) return false;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      closing.removeEventListener('abort', unavailable);
      socket.off('close', unavailable);
      return true;
    }
    function fail(reason: DialFailure): void {
      if (!settle()) return;
      socket.destroy();
      book.failed(isolation, reason);
      reject(dialError(reason));
    }
    const cancel = (): void => fail('cancelled');
    const unavailable = (): void => fail('tor_unavailable');

    const timer = setTimeout(() => fail('timeout'), deadline);
    signal?.addEventListener('abort', cancel, { once: true });
    closing.addEventListener('abort', unavailable, { once: true });
    // A stream may break before its owner listens; `close` tells him.
    socket.on('error', () => undefined);
    socket.once('close', unavailable);
    socket.once('connect', () => {
      socket.off('close', unavailable);
      socksHandshake(socket, { host: `${id}.onion`, port }, book.for(isolation), (outcome) => {
        // A port that closes without an answer belongs to a tor that is ending.
        if (!outcome.ok) fail(outcome.code === null ? 'tor_unavailable' : failureOf(outcome.code));
        else if (settle()) resolve(socket);
      });
    });
  });
}
