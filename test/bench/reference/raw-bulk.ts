// A raw stream that carries bulk: a plain server that sends zeros, and a SOCKS 4a dial by hand whose end counts them.
import { once } from 'node:events';
import { createServer, type Socket, connect } from 'node:net';

/** Bytes written at a time: enough that the socket always has some. */
const PIECE = new Uint8Array(256 * 1024);
const GRANTED = 0x5a;
const ANSWER_BYTES = 8;

export interface BulkServer extends AsyncDisposable {
  /** As asked for; of port 0 the one that was free. */
  readonly path: string;
  readonly port: number;
}

/** Sends as many bytes as a line asks for, on the same connection; at a socket file, or on 127.0.0.1 where none is named. */
export async function serveBulk(path?: string): Promise<BulkServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (line) => void pour(socket, Number(line.toString())));
  });
  if (path === undefined) server.listen(0, '127.0.0.1');
  else server.listen(path);
  await once(server, 'listening');
  const address = server.address();
  return {
    path: path ?? '',
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function pour(socket: Socket, bytes: number): Promise<void> {
  for (let left = bytes; left > 0 && !socket.destroyed; left -= PIECE.length)
    if (!socket.write(left < PIECE.length ? PIECE.subarray(0, left) : PIECE)) await drained(socket);
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}

export interface BulkStream extends Disposable {
  /** Seconds from asking for so many bytes until the last one was here. */
  fetch(bytes: number): Promise<number>;
}

/**
 * Dials as the clients of old do, SOCKS 4a without a name, so that tor puts the stream on the circuit that they use.
 * `port`: of tor's SOCKS listener on 127.0.0.1.
 */
export async function bulkStream(port: number, host: string, virtualPort: number): Promise<BulkStream> {
  return bulkOver(await rawStream(port, host, virtualPort));
}

/** The stream itself, paused. */
export async function rawStream(port: number, host: string, virtualPort: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => undefined);
  const ended = once(socket, 'close').then(() => Promise.reject(new Error('A raw stream broke.')));
  ended.catch(() => undefined);
  const unknownHost = Buffer.of(0, 0, 0, 1);
  const request = [Buffer.of(4, 1, virtualPort >> 8, virtualPort & 255), unknownHost, Buffer.of(0)];
  socket.write(Buffer.concat([...request, Buffer.from(`${host}\0`)]));
  await Promise.race([granted(socket), ended]);
  return socket;
}

/** Asks the server at the far end of this connection. */
export function bulkOver(socket: Socket): BulkStream {
  const ended = once(socket, 'close').then(() => Promise.reject(new Error('A stream of bulk broke.')));
  ended.catch(() => undefined);
  return {
    async fetch(bytes) {
      const start = performance.now();
      const { promise, resolve } = Promise.withResolvers<void>();
      let left = bytes;
      const count = (chunk: Uint8Array): void => {
        left -= chunk.length;
        if (left <= 0) resolve();
      };
      socket.on('data', count);
      socket.write(`${bytes}`);
      await Promise.race([promise, ended]);
      socket.off('data', count);
      return (performance.now() - start) / 1000;
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

async function granted(socket: Socket): Promise<void> {
  let heard = socket.read(ANSWER_BYTES) as Buffer | null;
  while (heard === null) {
    await once(socket, 'readable');
    heard = socket.read(ANSWER_BYTES) as Buffer | null;
  }
  if (heard[1] !== GRANTED) throw new Error(`tor refused a raw stream with ${heard[1]?.toString(16)}.`);
}
