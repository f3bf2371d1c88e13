// Rules about a network's life: how it starts, how it comes back when its tor dies, what is left when it closes.
import type { Socket } from 'node:net';
import type { NetworkState, OnionService, ServiceState } from '@torchat/core/node';
import { describe, expect, it } from 'vitest';
import type { Stage } from './contract.ts';
import { closed, listenFor, newKey, published, ready, take, until } from './helpers.ts';

export function lifeContract(stage: () => Stage): void {
  describe('a network', () => {
    it('goes from starting to ready, and its progress never falls', async () => {
      const client = await stage().network.client();
      const states = follow(client.network);
      await ready(client.network);
      await client.network.close();
      expect(states.map(({ phase }) => phase).filter(isNew)).toEqual(['starting', 'ready', 'stopped']);
      const progress = states.flatMap((state) => (state.phase === 'starting' ? [state.progress] : []));
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
    });

    it('comes back after its tor was killed, with its services', async () => {
      const { host, guest, patience } = stage();
      await using listener = await listenFor((stream) => stream.write('here'));
      const service = await published(
        await host.network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener }),
      );
      const stream = await guest.network.dial(service.id, 11009, { isolation: 'a', deadline: patience.dial });
      expect(await take(stream, 4)).toBe('here');
      const states = follow(host.network);
      const services: ServiceState[] = [];
      service.subscribe((state) => services.push(state));

      host.kill();
      const down = await until<NetworkState>(host.network, ({ phase }) => phase === 'down');
      await closed(stream.resume());
      await ready(host.network);
      await published(service);

      expect(down).toMatchObject({ phase: 'down', reason: expect.stringMatching(/^Tor .+\.$/u) });
      expect(down.phase === 'down' && down.retryAt).toBeTypeOf('number');
      expect(services).toEqual(['lost', 'publishing', 'published']);
      expect(states.map(({ phase }) => phase).filter(isNew)).toEqual(['ready', 'down', 'starting', 'ready']);
      const again = await reach(stage(), service);
      expect(await take(again, 4)).toBe('here');
      again.destroy();
      await service.withdraw();
    });

    it('leaves nothing when it closes, and closes twice', async () => {
      const client = await stage().network.client();
      const { network } = client;
      await ready(network);
      await using listener = await listenFor(() => undefined);
      const service = await network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener });
      const waiting = network.dial(newKey().id, 11009, { isolation: 'c', deadline: 60_000 });
      const refused = expect(waiting).rejects.toMatchObject({ code: 'dial_failed' });
      await Promise.all([network.close(), network.close()]);
      await network.close();
      await refused;
      expect(network.state).toEqual({ phase: 'stopped' });
      expect(service.state).toBe('withdrawn');
      await expect(
        network.dial(newKey().id, 11009, { isolation: 'c', deadline: 1000 }),
      ).rejects.toMatchObject({ reason: 'tor_unavailable' });
      await expect(
        network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener }),
      ).rejects.toMatchObject({ code: 'cancelled' });
      expect(await client.leftovers()).toEqual([]);
    });

    it('closes the streams it dialled when it closes', async () => {
      const { network, host, patience } = stage();
      const client = await network.client();
      await ready(client.network);
      await using listener = await listenFor((stream) => stream.resume());
      const service = await published(
        await host.network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener }),
      );
      const arrived = listener.next();
      const options = { isolation: 'e', deadline: patience.dial };
      const stream = await client.network.dial(service.id, 11009, options);
      await client.network.close();
      await closed(stream);
      await closed(await arrived);
      expect(stream.destroyed).toBe(true);
      await service.withdraw();
    });
  });
}

function follow(network: {
  readonly state: NetworkState;
  subscribe(listener: (state: NetworkState) => void): () => void;
}): NetworkState[] {
  const states = [network.state];
  network.subscribe((state) => states.push(state));
  return states;
}

function isNew<T>(value: T, at: number, all: readonly T[]): boolean {
  return value !== all[at - 1];
}

/** The way a network is used: directories and caches learn of a new descriptor in their own time, so a dial is repeated. */
async function reach({ guest, patience }: Stage, service: OnionService): Promise<Socket> {
  for (;;) {
    try {
      return await guest.network.dial(service.id, 11009, { isolation: 'back', deadline: patience.dial });
    } catch (failure) {
      if ((failure as { reason?: unknown }).reason === 'cancelled') throw failure;
      await new Promise(setImmediate);
    }
  }
}
