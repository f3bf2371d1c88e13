// Stands before the SOCKS port for one client: closed, all its connections end and nobody is let in, as when its tor dies.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Gate extends AsyncDisposable {
  readonly port: number;
  /** Resolves when nothing is left of it. */
  shut(): Promise<void>;
  /** The same port again. */
  open(): Promise<void>;
}

export async function gate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = keep(connect({ host: '127.0.0.1', port: target, noDelay: true }));
    keep(near).once('close', () => far.destroySoon());
    far.once('close', () => near.destroySoon());
    near.pipe(far).pipe(near);
  });
  async function shut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  const port = await listen(server, 0);
  return {
    port,
    shut,
    open: () => listen(server, port).then(() => undefined),
    [Symbol.asyncDispose]: shut,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
