import { createServer } from 'node:net';
import { onionKeyOfSeed } from '@torchat/core';
import { expect, it } from 'vitest';
import { take } from '../src/contract/helpers.ts';
import { socksNetwork } from '../src/index.ts';
import { mockNet } from '../src/testing/index.ts';
import { fakeServer } from './helpers/server.ts';
import { virtualClock } from './helpers/virtual-clock.ts';

const { id, expanded } = onionKeyOfSeed(new Uint8Array(32).fill(4));

it('dials through the port, with tor’s own reasons', async () => {
  await using net = await mockNet();
  await using server = await fakeServer((stream) => stream.end('hello'));
  await using network = socksNetwork({ port: net.socksPort });
  const options = { isolation: 'a', deadline: 5000 };
  expect(network.state.phase).toBe('ready');
  await expect(network.dial(id, 11009, options)).rejects.toMatchObject({ reason: 'not_published' });
  const undo = net.register(id, 11009, server);
  expect(await take(await network.dial(id, 11009, options), 5)).toBe('hello');
  await expect(network.dial(id, 80, options)).rejects.toMatchObject({ reason: 'port_refused' });
  undo();
  await network.close();
  await network.close();
  expect(network.state).toEqual({ phase: 'stopped' });
  await expect(network.dial(id, 11009, options)).rejects.toMatchObject({ reason: 'tor_unavailable' });
});

it('is down while nothing answers at the port, and looks until something does', async () => {
  const clock = virtualClock();
  const first = await mockNet();
  const port = first.socksPort;
  await first.close();
  await using network = socksNetwork({ port }, clock);
  await expect(network.dial(id, 11009, { isolation: 'a', deadline: 5000 })).rejects.toMatchObject({
    reason: 'tor_unavailable',
  });
  expect(network.state).toEqual({
    phase: 'down',
    reason: `Nothing answers at SOCKS port ${port}; it is tried again every 5 seconds.`,
    retryAt: 5000,
  });
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const ready = new Promise<string>((resolve) => {
    network.subscribe(({ phase }) => resolve(phase));
  });
  clock.advance(5000);
  expect(await ready).toBe('ready');
  await network.close();
  expect(clock.waiting).toBe(0);
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

it('publishes nothing', async () => {
  await using network = socksNetwork({ port: 9050 });
  await expect(
    network.publish({ key: expanded, virtualPort: 11009, target: { port: 1 } }),
  ).rejects.toMatchObject({ code: 'bad_request' });
});

it.each(['192.0.2.1', '0.0.0.0', '::', '10.0.0.1', 'localhost', 'example.org'])('refuses %s', (host) => {
  expect(() => socksNetwork({ host, port: 9050 })).toThrow(/SOCKS port/u);
});

it('takes any address of this machine, and others when told to', async () => {
  for (const options of [{ host: '127.0.0.2' }, { host: '::1' }, { host: '10.0.0.1', allowRemote: true }])
    await socksNetwork({ port: 9050, ...options }).close();
});
