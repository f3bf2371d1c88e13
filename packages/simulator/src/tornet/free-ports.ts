// Ports for programs that open theirs later: a moment lies between, in which nobody else may take them. They are below
// those that systems give to outgoing connections and to whoever asks for any port (from 32768 on Linux, from 49152
// elsewhere), which is where every other program of a busy machine takes its own from.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** From 12000 on: above the ports by which legacy clients find out that another one runs (11009, 11109). */
export const LOWEST_PORT = 12_000;
/** The first that Linux gives away itself. */
export const PORTS_END = 32_768;

/**
 * `count` different TCP ports of 127.0.0.1, at random, that nobody listens on. All are held until the last is found, so none
 * comes twice.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held: { readonly port: number; readonly server: Server }[] = [];
  while (held.length < count) {
    const port = randomInt(LOWEST_PORT, PORTS_END);
    const server = await holder(port);
    if (server !== null) held.push({ port, server });
  }
  await Promise.all(
    held.map(async ({ server }) => {
      server.close();
      await once(server, 'close');
    }),
  );
  return held.map(({ port }) => port);
}

/** A server at `port`, or null where somebody listens there. Throws what else the system answers. */
async function holder(port: number): Promise<Server | null> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
}
