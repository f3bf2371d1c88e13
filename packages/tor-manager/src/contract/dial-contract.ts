// Rules about dials: each failure by its name, each cancel at once.
import { describe, expect, it } from 'vitest';
import type { Stage } from './contract.ts';
import { listenFor, newKey, published, take } from './helpers.ts';

export function dialContract(stage: () => Stage): void {
  describe('a dial', () => {
    it('of a service nobody has published says not_published', async () => {
      const { guest, patience } = stage();
      await expect(
        guest.network.dial(newKey().id, 11009, { isolation: 'none', deadline: patience.dial }),
      ).rejects.toMatchObject({ code: 'dial_failed', reason: 'not_published' });
    });

    it('of a port the service does not have says port_refused', async () => {
      const { host, guest, patience } = stage();
      await using listener = await listenFor(() => undefined);
      const service = await published(
        await host.network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener }),
      );
      await expect(
        guest.network.dial(service.id, 1, { isolation: 'port', deadline: patience.dial }),
      ).rejects.toMatchObject({ reason: 'port_refused' });
      await service.withdraw();
    });

    it('ends at once when it is cancelled', async () => {
      const { network, guest, patience } = stage();
      const undo = network.slowDown();
      const cancel = new AbortController();
      const dial = guest.network.dial(newKey().id, 11009, {
        isolation: 'cancel',
        deadline: patience.dial,
        signal: cancel.signal,
      });
      cancel.abort();
      await expect(dial).rejects.toMatchObject({ reason: 'cancelled' });
      undo();
    });

    it('does not begin when it was cancelled before', async () => {
      const { guest, patience } = stage();
      await expect(
        guest.network.dial(newKey().id, 11009, {
          isolation: 'cancel',
          deadline: patience.dial,
          signal: AbortSignal.abort(),
        }),
      ).rejects.toMatchObject({ reason: 'cancelled' });
    });

    it('ends with timeout when its own deadline is over', async () => {
      const { network, guest } = stage();
      const undo = network.slowDown();
      await expect(
        guest.network.dial(newKey().id, 11009, { isolation: 'deadline', deadline: 20 }),
      ).rejects.toMatchObject({ reason: 'timeout' });
      undo();
    });

    it('reaches one service on streams of different isolation at the same time', async () => {
      const { host, guest, patience } = stage();
      await using listener = await listenFor((stream) => stream.pipe(stream));
      const service = await published(
        await host.network.publish({ key: newKey().expanded, virtualPort: 11009, target: listener }),
      );
      const names = ['chat', 'file', 'chat'];
      const streams = await Promise.all(
        names.map((isolation) =>
          guest.network.dial(service.id, 11009, { isolation, deadline: patience.dial }),
        ),
      );
      for (const [at, stream] of streams.entries()) stream.write(`stream ${at}`);
      expect(await Promise.all(streams.map((stream) => take(stream, 8)))).toEqual([
        'stream 0',
        'stream 1',
        'stream 2',
      ]);
      for (const stream of streams) stream.destroy();
      await service.withdraw();
    });
  });
}
