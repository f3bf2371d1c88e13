// The event stream of a gateway: one WebSocket, JSON frames, `hello` first.
import { TorchatError } from '@torchat/core';
import type { ApiEvent } from '@torchat/gateway/api';
import { EVENTS_URL } from './routes.ts';
import type { Transport } from './transport.ts';

/** Calls the listener until the signal aborts (resolves) or the gateway is gone (rejects with `gateway_gone`). */
export async function watchEvents(
  transport: Transport,
  listener: (event: ApiEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const socket = transport.webSocket(EVENTS_URL);
  await new Promise<void>((done, failed) => {
    const stop = (): void => {
      socket.close();
      done();
    };
    const gone = (cause: unknown): void => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) done();
      else failed(new TorchatError('gateway_gone', 'The gateway of this account has gone.', { cause }));
    };
    signal.addEventListener('abort', stop);
    socket.addEventListener('message', (event) => {
      const data: unknown = event.data;
      if (typeof data !== 'string' || signal.aborted) return;
      listener(JSON.parse(data) as ApiEvent);
    });
    socket.addEventListener('close', () => gone(undefined));
    socket.addEventListener('error', (event) => gone('error' in event ? event.error : undefined));
  });
}
