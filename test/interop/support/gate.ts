// Stands before the SOCKS port for one client: closed, all its connections end and nobody is let in, as when its tor dies.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Valve, valve } from './valve.ts';

export interface Gate extends AsyncDisposable {
  readonly port: number;
  /** What goes through it in either direction. */
  readonly valve: Valve;
  /** Resolves when nothing is left of it. */
  shut(): Promise<void>;
  /** The same port again. */
  open(): Promise<void>;
}

export async function gate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const ways = valve();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = keep(connect({ host: '127.0.0.1', port: target, noDelay: true }));
    carry(keep(near), far, ways);
    carry(far, near, ways);
  });
  async function shut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  const port = await listen(server, 0);
  return {
    port,
    valve: ways,
    shut,
    open: () => listen(server, port).then(() => undefined),
    [Symbol.asyncDispose]: shut,
  };
}

/** What came whole goes out whole; what broke ends the other at once. */
function carry(from: Socket, to: Socket, ways: Valve): void {
  const way = ways.way();
  from.pipe(way).pipe(to);
  from.once('close', () => {
    if (from.readableEnded) way.end(() => to.destroySoon());
    else to.destroySoon();
  });
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
