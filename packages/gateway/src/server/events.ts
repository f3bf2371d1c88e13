// Events by WebSocket: `hello` first, then every event; readers that are slow or gone are dropped.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Feed } from '../account/feed.ts';
import { EVENTS_PATH } from '../api/routes.ts';
import type { Logger } from '../log.ts';
import { RequestError } from './errors.ts';
import { browserFault } from './guard.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { streamTarget } from './streams.ts';

export interface EventsLimits {
  readonly connections: number;
  /** Bytes waiting for one reader before it is dropped. */
  readonly buffered: number;
  /** Milliseconds between two pings; a reader that answered none of the last interval is dropped. */
  readonly pingEvery: number;
  /** Milliseconds a reader has to say goodbye when the gateway closes. */
  readonly goodbye: number;
}

export const EVENTS_LIMITS: EventsLimits = {
  connections: 32,
  buffered: 8 * 1024 * 1024,
  pingEvery: 30_000,
  goodbye: 1_000,
};

/** Serves `/v1/events` on this server; returns its undo. */
export function serveEvents(
  server: Server,
  feed: Feed,
  log: Logger,
  limits: EventsLimits = EVENTS_LIMITS,
): () => Promise<void> {
  // Readers have nothing to say, so nothing long is taken from them.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Somebody else's.
    if (streamTarget(request.url) !== null) return;
    const fault = upgradeFault(request, sockets.clients.size >= limits.connections);
    if (fault !== null) return refuseUpgrade(socket, fault);
    sockets.handleUpgrade(request, socket, head, welcome);
  }

  function welcome(reader: WebSocket): void {
    answered.add(reader);
    reader.on('pong', () => answered.add(reader));
    reader.on('message', () => reader.close(1008, 'Events go one way; commands are HTTP requests.'));
    reader.on('error', () => reader.terminate());
    pass(reader, JSON.stringify(feed.hello()));
  }

  function pass(reader: WebSocket, frame: string): void {
    if (reader.readyState !== reader.OPEN) return;
    reader.send(frame);
    if (reader.bufferedAmount <= limits.buffered) return;
    log.warn('a reader of events was too slow and is dropped');
    reader.terminate();
  }

  const unsubscribe = feed.subscribe((event) => {
    if (sockets.clients.size === 0) return;
    const frame = JSON.stringify(event);
    for (const reader of sockets.clients) pass(reader, frame);
  });

  const pinging = setInterval(() => {
    for (const reader of sockets.clients)
      if (answered.delete(reader)) reader.ping();
      else reader.terminate();
  }, limits.pingEvery);

  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    clearInterval(pinging);
    unsubscribe();
    await Promise.all([...sockets.clients].map((reader) => sayGoodbye(reader, limits.goodbye)));
    sockets.close();
  };
}

function upgradeFault({ headers, url, method }: IncomingMessage, full: boolean): RequestError | null {
  const fault = browserFault(headers);
  if (fault !== null) return fault;
  if (method !== 'GET' || url?.split('?', 1)[0] !== EVENTS_PATH)
    return new RequestError(404, `WebSockets are served at ${EVENTS_PATH} only.`);
  return full ? new RequestError(503, 'Too many readers of events are connected.', 'too_many') : null;
}

function sayGoodbye(reader: WebSocket, patience: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reader.terminate(), patience);
  reader.once('close', () => {
    clearTimeout(timer);
    resolve();
  });
  reader.close(1001, 'The gateway ends.');
  return promise;
}
