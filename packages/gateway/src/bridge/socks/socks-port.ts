// The SOCKS4a port of the old program: aliases that are known, port 11009, and nothing else. No name is ever looked up.
import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import { REFUSAL_PAUSE, SOCKS_CONNECTIONS, SOCKS_DEADLINE } from '../limits.ts';
import { type Socks4aRequest, socks4aRequest } from './socks4a-request.ts';

export interface SocksPortOptions {
  /** On 127.0.0.1; 0: any that is free. */
  readonly port: number;
  readonly virtualPort: number;
  readonly keep: (socket: Socket) => Socket;
  /** Makes the connection that was asked for and takes both over; false when there is none. `gone` aborts with the client. */
  readonly serve: (alias: string, gone: AbortSignal, granted: () => Socket) => Promise<boolean>;
}

const GRANTED = Buffer.of(0, 0x5a, 0, 0, 0, 0, 0, 0);
const REFUSED = Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0);
const ALIAS = /^([a-z2-7]{16})\.onion$/u;

/** The port it listens on. Throws `bad_request` where that is taken. */
export function openSocksPort(options: SocksPortOptions): Promise<Held<number>> {
  const { promise, resolve, reject } = Promise.withResolvers<Held<number>>();
  const server = createServer({ noDelay: true }, (client) => serveClient(options.keep(client), options));
  server.maxConnections = SOCKS_CONNECTIONS;
  server.on('error', (cause) =>
    reject(
      new TorchatError(
        'bad_request',
        `The SOCKS port ${options.port} cannot be opened: end what uses it, or choose another by --socks-port.`,
        { cause },
      ),
    ),
  );
  server.listen(options.port, '127.0.0.1', () => {
    const address = server.address();
    resolve({
      value: typeof address === 'object' && address !== null ? address.port : options.port,
      undo: () => new Promise((done) => void server.close(() => done())),
    });
  });
  return promise;
}

function serveClient(client: Socket, options: SocksPortOptions): void {
  const read = socks4aRequest();
  const deadline = setTimeout(() => client.destroy(), SOCKS_DEADLINE);
  client.on('error', () => undefined);
  client.once('close', () => clearTimeout(deadline));
  client.on('data', take);

  function take(chunk: Buffer): void {
    const request = read(chunk);
    if (request === null) return;
    clearTimeout(deadline);
    client.off('data', take);
    client.pause();
    if (request === 'bad') client.destroy();
    else void answer(client, request, options);
  }
}

async function answer(client: Socket, request: Socks4aRequest, options: SocksPortOptions): Promise<void> {
  const [, alias] = ALIAS.exec(request.host ?? '') ?? [];
  const gone = new AbortController();
  client.once('close', () => gone.abort());
  function granted(): Socket {
    client.write(GRANTED);
    if (request.rest.length > 0) client.unshift(request.rest);
    return client;
  }
  const wanted = alias !== undefined && request.port === options.virtualPort;
  if (wanted && (await options.serve(alias, gone.signal, granted))) return;
  await pause(REFUSAL_PAUSE, null, { ref: false, signal: gone.signal }).catch(() => undefined);
  client.end(REFUSED);
  // Nothing more is read: what it still sends may not keep it.
  client.resume();
}
