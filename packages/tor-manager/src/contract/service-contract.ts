// Rules about publishing and withdrawing onion services.
import type { ServiceState } from '@torchat/core/node';
import { describe, expect, it } from 'vitest';
import type { Stage } from './contract.ts';
import { listenFor, newKey, published, take } from './helpers.ts';

export function serviceContract(stage: () => Stage): void {
  describe('a service', () => {
    it('has the id of its key and goes from publishing to published', async () => {
      const { host } = stage();
      await using listener = await listenFor(() => undefined);
      const key = newKey();
      const service = await host.network.publish({ key: key.expanded, virtualPort: 11009, target: listener });
      const states: ServiceState[] = [service.state];
      service.subscribe((state) => states.push(state));
      await published(service);
      await service.withdraw();
      expect(service.id).toBe(key.id);
      expect(states).toEqual(['publishing', 'published', 'withdrawn']);
    });

    it('is refused a second time while it is published', async () => {
      const { host } = stage();
      await using listener = await listenFor(() => undefined);
      const options = { key: newKey().expanded, virtualPort: 11009, target: listener };
      const service = await host.network.publish(options);
      await expect(host.network.publish(options)).rejects.toMatchObject({ code: 'bad_request' });
      await service.withdraw();
      const again = await host.network.publish(options);
      await again.withdraw();
    });

    it('is refused with a key that tor would publish under another address', async () => {
      const { host } = stage();
      await using listener = await listenFor(() => undefined);
      const key = newKey().expanded.slice();
      key[0] = 0xff;
      await expect(host.network.publish({ key, virtualPort: 11009, target: listener })).rejects.toMatchObject(
        { code: 'bad_request' },
      );
    });

    it('gets no more streams once it is withdrawn', async () => {
      const { host, guest, patience } = stage();
      let arrived = 0;
      await using listener = await listenFor((stream) => {
        arrived += 1;
        stream.write('hello');
      });
      const service = await published(
        await host.network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener }),
      );
      const stream = await guest.network.dial(service.id, 11009, { isolation: 'w', deadline: patience.dial });
      expect(await take(stream, 5)).toBe('hello');
      stream.destroy();
      await service.withdraw();
      // Its last descriptor is still to be found, so a dial may end by its deadline only.
      await expect(
        guest.network.dial(service.id, 11009, { isolation: 'w2', deadline: 3000 }),
      ).rejects.toMatchObject({ code: 'dial_failed' });
      expect(arrived).toBe(1);
    });
  });
}
