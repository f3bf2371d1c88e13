// The local API on its socket: HTTP by express, events by WebSocket, with everything a caller may hold bounded.
import { createServer, type Server } from 'node:http';
import type { Held } from '@torchat/core/node';
import type { AccountApi } from '../api/account-api.ts';
import type { Feed } from '../account/feed.ts';
import type { Logger } from '../log.ts';
import { createApp } from './app.ts';
import { bindSocket } from './bind.ts';
import { EVENTS_LIMITS, type EventsLimits, serveEvents } from './events.ts';
import { type JoinStream, serveStreams } from './streams.ts';

export interface ServeApiOptions {
  readonly api: AccountApi;
  readonly feed: Feed;
  readonly log: Logger;
  /** Leads connections of this API to contacts' services. */
  readonly join: JoinStream;
  /** The socket file. */
  readonly path: string;
  readonly limits?: EventsLimits;
}

const CONNECTIONS = 128;
/** Milliseconds for the answers under way when the API closes. */
const LAST_ANSWERS = 1_000;

export async function serveApi({
  api,
  feed,
  log,
  join,
  path,
  limits = EVENTS_LIMITS,
}: ServeApiOptions): Promise<Held<string>> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, maxHeaderSize: 8 * 1024 },
    createApp(api, log),
  );
  server.maxConnections = CONNECTIONS;
  const stopEvents = serveEvents(server, feed, log, limits);
  const stopStreams = serveStreams(server, join);
  try {
    await bindSocket(server, path);
  } catch (failure) {
    await stopEvents();
    throw failure;
  }
  return {
    value: path,
    async undo() {
      const closed = close(server);
      stopStreams();
      await stopEvents();
      await closed;
    },
  };
}

/** Takes no more, lets answers under way finish for a moment; node removes the socket file. */
function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS);
  server.close(() => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
