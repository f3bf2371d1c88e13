// Local programs of a test: servers on ports of their own, connections to them, and what they hear.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP server on 127.0.0.1, gone with its test; its port. */
export async function serverPort(serve: (socket: Socket) => unknown): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What becomes of a connection to a port on 127.0.0.1 that says nothing: as `endOf`. */
export function fateAt(port: number): Promise<string | null> {
  return endOf(connect({ port, host: '127.0.0.1' }));
}

/** A connection to a port on 127.0.0.1, gone with its test. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** All it says until its end. */
export async function allOf(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  await once(socket, 'end');
  return Buffer.concat(chunks);
}

/** Resolves with the code of the error that a connection ends in, or with null where it ends in order. */
export function endOf(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    let code: string | null = null;
    socket.on('error', (error: NodeJS.ErrnoException) => void (code = error.code ?? 'error'));
    socket.on('close', () => resolve(code));
    socket.resume();
  });
}
