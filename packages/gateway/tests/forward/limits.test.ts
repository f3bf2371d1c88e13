// What a contact may take of our shares, at the gateway that shares them.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { friends, type Friends, seen } from './support/friends.ts';
import { allOf, connected, endOf, fateAt, freePort, serverPort } from './support/ports.ts';

async function forwarded(pair: Friends, service: string, kind: 'tcp' | 'udp' = 'tcp'): Promise<number> {
  const port = await freePort();
  await pair.ann.api.addForward({ port, contact: pair.bob.client.id, service, kind });
  return port;
}

const echo = (): Promise<number> => serverPort((socket) => void socket.pipe(socket));

describe('a contact with limits', () => {
  test('has so many connections, and the next one is reset; another one when one has ended', async () => {
    const pair = await friends();
    await pair.share('web', await echo());
    await pair.bob.api.putShareLimit({ contact: pair.ann.client.id, connections: 2 });
    const port = await forwarded(pair, 'web');
    const open = [await connected(port), await connected(port)];
    for (const socket of open) {
      socket.write('x');
      await once(socket, 'data');
    }
    expect(await fateAt(port)).toBe('ECONNRESET');
    const ended = endOf(open[0] ?? (await connected(port)));
    open[0]?.end();
    await ended;
    const again = await connected(port);
    again.end('again');
    expect((await allOf(again)).toString()).toBe('again');
  });

  test('gets its bytes a second by waiting, and loses none', async () => {
    const pair = await friends();
    await pair.share('web', await serverPort((socket) => socket.end(Buffer.alloc(600_000, 'x'))));
    await pair.bob.api.putShareLimit({ contact: pair.ann.client.id, bytesPerSecond: 300_000 });
    const port = await forwarded(pair, 'web');
    const start = performance.now();
    expect(await allOf(await connected(port))).toHaveLength(600_000);
    // A second's worth at once, the rest at its pace; what is read at a time may be ahead of it.
    expect(performance.now() - start).toBeGreaterThan(600);
  });

  test('is cut and refused when the bytes of its day are used up', async () => {
    const pair = await friends();
    await pair.share('web', await echo());
    await pair.bob.api.putShareLimit({ contact: pair.ann.client.id, bytesPerDay: 1000 });
    const port = await forwarded(pair, 'web');
    const socket = await connected(port);
    const end = endOf(socket);
    socket.write(Buffer.alloc(2000));
    expect(await end).toBe('ECONNRESET');
    expect(await fateAt(port)).toBe('ECONNRESET');
    // A restart finds them used up.
    await seen(pair.bob, () => (pair.bob.client.view().tunnelSettings.limits[0]?.spent?.bytes ?? 0) >= 1000);
    await pair.bob.api.putShareLimit({ contact: pair.ann.client.id, bytesPerDay: 1001 });
    expect(await fateAt(port)).toBe('ECONNRESET');
    await pair.bob.api.putShareLimit({ contact: pair.ann.client.id });
    expect(await pair.bob.api.shareLimits()).toEqual([]);
    const free = await connected(port);
    free.end('free');
    expect((await allOf(free)).toString()).toBe('free');
  });

  test('loses datagrams that are over the rate', async () => {
    const pair = await friends();
    const server = createSocket('udp4');
    onTestFinished(() => void server.close());
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    await pair.share('voice', server.address().port, 'udp');
    await pair.bob.api.putShareLimit({ contact: pair.ann.client.id, bytesPerSecond: 100 });
    const port = await forwarded(pair, 'voice', 'udp');
    const program = createSocket('udp4');
    onTestFinished(() => void program.close());
    const got: number[] = [];
    server.on('message', (bytes) => void got.push(bytes.length));
    const send = (size: number): void => program.send(Buffer.alloc(size), port, '127.0.0.1');
    // The first is over its second already: the second one finds no room, the small ones after it do, half a second later.
    for (const size of [150, 60_000]) send(size);
    await once(server, 'message');
    const small = setInterval(() => send(10), 20);
    await once(server, 'message');
    clearInterval(small);
    expect(got).toEqual([150, 10]);
  });

  test('loses them with the contact', async () => {
    const { ann, bob } = await friends();
    await bob.api.putShareLimit({ contact: ann.client.id, connections: 1 });
    await bob.api.removeContact(ann.client.id);
    expect(await bob.api.shareLimits()).toEqual([]);
  });
});

test('the log of who opened what is kept where it is wanted', async () => {
  const pair = await friends({ serve: true });
  await pair.share('web', await echo());
  const port = await forwarded(pair, 'web');
  const file = join(dirname(pair.bob.socket ?? ''), 'shares.log');
  const one = async (): Promise<void> => {
    const socket = await connected(port);
    socket.end('x');
    await allOf(socket);
  };
  await one();
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  expect(await pair.bob.api.setShareLog({ on: true })).toEqual({ on: true });
  await one();
  expect(readFileSync(file, 'utf8')).toContain(` opened ${pair.ann.client.id} web\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
