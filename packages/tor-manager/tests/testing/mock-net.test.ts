import { once } from 'node:events';
import { connect } from 'node:net';
import { onionKeyOfSeed } from '@torchat/core';
import { expect, it } from 'vitest';
import { take } from '../../src/contract/helpers.ts';
import { mockNet } from '../../src/testing/index.ts';
import { fakeServer } from '../helpers/server.ts';

const { id } = onionKeyOfSeed(new Uint8Array(32).fill(5));
const OPTIONS = { isolation: 'a', deadline: 5000 };

it('fails as many dials as it is told, as the random says', async () => {
  const numbers = [0.9, 0.1, 0.9, 0.1];
  let at = 0;
  // Each dial asks twice: is it silent, does it fail?
  await using net = await mockNet({
    random: () => (at % 2 === 0 ? (at++, 1) : (numbers[at++ >> 1] ?? 1)),
    faults: { failing: 0.5, failure: 'rendezvous_failed' },
  });
  await using server = await fakeServer((stream) => stream.end('x'));
  net.register(id, 11009, server);
  const client = net.client();
  const outcomes: string[] = [];
  for (const _ of numbers)
    outcomes.push(
      await client.dial(id, 11009, OPTIONS).then(
        () => 'through',
        (failure: { reason: string }) => failure.reason,
      ),
    );
  expect(outcomes).toEqual(['through', 'rendezvous_failed', 'through', 'rendezvous_failed']);
});

it('never answers silent dials', async () => {
  await using net = await mockNet({ faults: { silent: 1 } });
  const client = net.client();
  await expect(client.dial(id, 1, { ...OPTIONS, deadline: 10 })).rejects.toMatchObject({ reason: 'timeout' });
  const waiting = expect(client.dial(id, 1, OPTIONS)).rejects.toMatchObject({ reason: 'tor_unavailable' });
  client.kill(1);
  await waiting;
});

it('hides a service until the undo', async () => {
  await using net = await mockNet();
  await using server = await fakeServer((stream) => stream.end('x'));
  net.register(id, 11009, server);
  const client = net.client();
  const undo = net.hide(id);
  await expect(client.dial(id, 11009, OPTIONS)).rejects.toMatchObject({ reason: 'not_published' });
  undo();
  undo();
  (await client.dial(id, 11009, OPTIONS)).destroy();
});

it('serves SOCKS4a, as the legacy client speaks it', async () => {
  await using net = await mockNet();
  await using server = await fakeServer((stream) => stream.pipe(stream));
  net.register(id, 11009, server);
  const request = Buffer.concat([
    Buffer.of(4, 1, 11009 >> 8, 11009 & 0xff, 0, 0, 0, 1, 0),
    Buffer.from(`${id}.onion\0and more`),
  ]);
  const client = connect(net.socksPort, '127.0.0.1');
  for (const byte of request) client.write(Buffer.of(byte));
  const answer = await take(client, 16);
  expect(answer).toBe('\0\x5a\0\0\0\0\0\0and more');
  client.destroy();

  const refused = connect(net.socksPort, '127.0.0.1');
  refused.write(Buffer.concat([Buffer.of(4, 1, 0, 80, 0, 0, 0, 1, 0), Buffer.from(`${id}.onion\0`)]));
  expect(await take(refused, 8)).toBe('\0\x5b\0\0\0\0\0\0');
});

it('drops what is no SOCKS', async () => {
  await using net = await mockNet();
  for (const bytes of ['GET / HTTP/1.1\r\n', Buffer.alloc(2000, 4)]) {
    const client = connect(net.socksPort, '127.0.0.1');
    client.on('error', () => undefined);
    client.end(bytes);
    client.resume();
    await once(client, 'close');
  }
});

it('carries a thousand streams at once', async () => {
  await using net = await mockNet();
  await using server = await fakeServer((stream) => stream.write('x'));
  net.register(id, 11009, server);
  const client = net.client();
  const streams = await Promise.all(
    Array.from({ length: 1000 }, (_, at) => client.dial(id, 11009, { ...OPTIONS, isolation: `${at}` })),
  );
  expect(await Promise.all(streams.map((stream) => take(stream, 1)))).toEqual(Array(1000).fill('x'));
  await client.close();
  expect(streams.every(({ destroyed }) => destroyed)).toBe(true);
});
