// Rules about the bytes of a stream: none lost, none reordered, no more in memory than needed.
import { createHash, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import type { Stage } from './contract.ts';
import { closed, listenFor, newKey, published, take } from './helpers.ts';

const TRANSFER = 2 * 1024 * 1024;

export function streamContract(stage: () => Stage): void {
  async function open(path: string): Promise<Socket> {
    const { host, guest, patience } = stage();
    const target = { path };
    const key = newKey().expanded;
    const service = await published(await host.network.publish({ key, virtualPort: 11009, target }));
    const stream = await guest.network.dial(service.id, 11009, {
      isolation: 'stream',
      deadline: patience.dial,
    });
    stream.once('close', () => {
      void service.withdraw();
    });
    return stream;
  }

  describe('a stream', () => {
    it('carries what the service says at once, then both ways', async () => {
      await using listener = await listenFor((stream) => {
        stream.write('hello ');
        stream.pipe(stream);
      });
      const stream = await open(listener.path);
      stream.write('world');
      expect(await take(stream, 11)).toBe('hello world');
      stream.destroy();
    });

    it('keeps every byte for a listener that comes after the service has closed', async () => {
      const text = randomBytes(5000).toString('hex');
      const said = Promise.withResolvers<void>();
      await using listener = await listenFor((stream) => stream.end(text, said.resolve));
      const stream = await open(listener.path);
      await said.promise;
      await new Promise(setImmediate);
      expect(await take(stream, text.length)).toBe(text);
      await closed(stream.resume());
    });

    it('gives a late data listener every byte too', async () => {
      await using listener = await listenFor((stream) => stream.end('0123456789'));
      const stream = await open(listener.path);
      await new Promise(setImmediate);
      let heard = '';
      stream.on('data', (part: Buffer) => {
        heard += part.toString('latin1');
      });
      await closed(stream);
      expect(heard).toBe('0123456789');
    });

    it('carries a large transfer both ways at once to readers that wait', async () => {
      const hash = createHash('sha256');
      await using listener = await listenFor((stream) => stream.pipe(stream));
      const stream = await open(listener.path);
      const data = randomBytes(TRANSFER);
      const sending = pipeline(Readable.from(slices(data)), stream, { end: false });
      let size = 0;
      for await (const part of stream.iterator({ destroyOnReturn: false })) {
        hash.update(part as Buffer);
        size += (part as Buffer).length;
        if (size >= TRANSFER) break;
      }
      await sending;
      stream.destroy();
      expect(size).toBe(TRANSFER);
      expect(hash.digest('hex')).toBe(createHash('sha256').update(data).digest('hex'));
    });

    it('ends at the other side when one side closes it', async () => {
      await using listener = await listenFor((stream) => stream.resume());
      const arrived = listener.next();
      const stream = await open(listener.path);
      stream.write('x');
      const other = await arrived;
      stream.destroy();
      await closed(other);
      expect(other.closed).toBe(true);
    });
  });
}

function* slices(data: Buffer): Generator<Buffer> {
  const length = 64 * 1024;
  for (let at = 0; at < data.length; at += length) yield data.subarray(at, at + length);
}
