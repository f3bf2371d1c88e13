// The way of one tor to its network: a proxy on loopback (tor's HTTPSProxy) that counts what it carries and can be cut.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Lines, Route } from '../live/line.ts';

export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** The connections there are carry nothing any more, either way, and neither end is told. */
  uproot(): void;
}

const LOOPBACK = '127.0.0.1';

/** Most networks have all their nodes on this machine. */
function isHere(host: string): boolean {
  return host === LOOPBACK;
}

/** `leads`: to which hosts it leads; tor names them by address. */
export async function startProxy(
  lines: Lines,
  route: Route,
  leads: (host: string) => boolean = isHere,
): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let uproots = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer();
  async function lead(near: Socket, url: string, head: Buffer): Promise<void> {
    const [host, port] = url.split(':');
    const gone = new AbortController();
    near.once('close', () => gone.abort());
    await lines.passage(route, gone.signal);
    if (host === undefined || !leads(host)) throw new Error('a way to nowhere');
    const far = keep(connect({ host, port: Number(port), noDelay: true, signal: gone.signal }));
    await once(far, 'connect');
    near.write('HTTP/1.1 200 OK\r\n\r\n');
    if (head.length > 0) near.unshift(head);
    const rooted = uproots;
    lines.carry(near, far, { ...route, passes: () => rooted === uproots && route.passes() });
  }

  server.on('connect', ({ url = '' }, duplex, head) => {
    const near = keep(duplex as Socket);
    lead(near, url, head).catch(() => near.destroy());
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    uproot() {
      uproots += 1;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
