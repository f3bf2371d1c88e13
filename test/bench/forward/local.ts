// Plain programs of this machine at both ends of forwards and raw streams: an echo, connections, and what they say.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface LocalServer extends AsyncDisposable {
  readonly port: number;
}

/** A TCP server on 127.0.0.1. */
async function serveLocal(serve: (socket: Socket) => void): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

export function serveEcho(): Promise<LocalServer> {
  return serveLocal((socket) => void socket.pipe(socket));
}

/** A connection to a port of this machine. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

const WORD = Buffer.from('are you there?');

/** Milliseconds until a word had come back. */
export async function echo(socket: Socket): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let left = WORD.length;
  const count = (chunk: Uint8Array): void => {
    left -= chunk.length;
    if (left <= 0) resolve();
  };
  const lost = (): void => reject(new Error('A connection ended before its echo came.'));
  socket.on('data', count).on('close', lost);
  const start = performance.now();
  socket.write(WORD);
  if (socket.destroyed) lost();
  try {
    await promise;
    return performance.now() - start;
  } finally {
    socket.off('data', count).off('close', lost);
  }
}
