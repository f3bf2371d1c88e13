// The mock of tor: a network in process, on loopback, with as many clients as a test wants.
import { directory } from './directory.ts';
import { type MockWorld, mockClient } from './mock-client.ts';
import { mockDial } from './mock-dial.ts';
import { socksServer } from './socks-server.ts';
import type { MockClient, MockNet, MockOptions } from './types.ts';

const NEVER_BUT_AT_ONE = 1 - Number.EPSILON;
/** As tor's own patience with a SOCKS request (SocksTimeout). */
const SOCKS_DEADLINE = 120_000;

export async function mockNet(options: MockOptions = {}): Promise<MockNet> {
  const world: MockWorld = {
    directory: directory(),
    faults: { failing: 0, failure: 'introduction_failed', silent: 0, delay: 0, ...options.faults },
    random: options.random ?? (() => NEVER_BUT_AT_ONE),
  };
  const clients = new Set<MockClient>();
  const alive = new AbortController();
  const socks = await socksServer((id, port, signal) =>
    mockDial({ ...world, alive: alive.signal }, id, port, { deadline: SOCKS_DEADLINE, signal }),
  );
  let closed: Promise<void> | null = null;

  async function end(): Promise<void> {
    alive.abort();
    await Promise.all([...clients].map((client) => client.close()));
    await socks.close();
  }
  function close(): Promise<void> {
    closed ??= end();
    return closed;
  }

  return {
    faults: world.faults,
    socksPort: socks.port,
    client() {
      const client = mockClient(world, () => clients.delete(client));
      clients.add(client);
      return client;
    },
    register(id, virtualPort, target) {
      const { entry, remove } = world.directory.add(id, virtualPort, target);
      return () => {
        remove();
        entry.streams.closeAll();
      };
    },
    hide: (id) => world.directory.hide(id),
    close,
    [Symbol.asyncDispose]: close,
  };
}
