import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Friends, friends } from './support/friends.ts';

/** A UDP socket on 127.0.0.1, gone with its test. */
async function udp(): Promise<UdpSocket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  onTestFinished(() => void socket.close());
  await once(socket, 'listening');
  return socket;
}

/** Bob shares the port as `voice`, and Ann forwards a port of hers to it: that port. */
async function forwarded(pair: Friends, port: number, redundant = false): Promise<number> {
  await pair.share('voice', port, 'udp');
  const probe = createSocket('udp4').bind(0, '127.0.0.1');
  await once(probe, 'listening');
  const local = probe.address().port;
  await new Promise<void>((closed) => void probe.close(closed));
  await pair.ann.forwarding?.add({
    kind: 'udp',
    host: '127.0.0.1',
    port: local,
    contact: pair.bob.client.id,
    service: 'voice',
    redundant,
  });
  return local;
}

async function echoPort(): Promise<number> {
  const echo = await udp();
  echo.on('message', (bytes, { port, address }) => echo.send(bytes, port, address));
  return echo.address().port;
}

/** Milliseconds: longer than a datagram may take. */
const PATIENCE = 1000;

/** What comes to the socket next. */
async function next(socket: UdpSocket): Promise<Buffer> {
  const [bytes] = (await once(socket, 'message')) as [Buffer];
  return bytes;
}

describe.each([false, true])('datagrams, redundant: %s', (redundant) => {
  test('of every size go there and come back whole, once, from where they were sent to', async () => {
    const pair = await friends();
    const port = await forwarded(pair, await echoPort(), redundant);
    const socket = await udp();
    let asked = 0;
    for (const size of [0, 1, 172, 1400, 9000, 65_507]) {
      const said = randomBytes(size);
      const back = next(socket);
      // A machine that stands still for too long makes them old: each that is asked again has to be a counted one.
      const ask = (): void => socket.send(said, port, '127.0.0.1');
      const again = setInterval(() => {
        ask();
        asked++;
      }, PATIENCE);
      ask();
      expect((await back).equals(said)).toBe(true);
      clearInterval(again);
    }
    const [{ dropped, late } = { dropped: 0, late: 0 }] = pair.ann.forwarding?.states() ?? [];
    expect(dropped + late).toBeGreaterThanOrEqual(asked);
    let more = 0;
    socket.on('message', () => void more++);
    const last = next(socket);
    socket.send('last', port, '127.0.0.1');
    await last;
    expect(more).toBe(1);
  });
});

test('each program has a flow of its own', async () => {
  const pair = await friends();
  const port = await forwarded(pair, await echoPort());
  const sockets = await Promise.all(Array.from({ length: 10 }, udp));
  const echoes = sockets.map(async (socket, at) => {
    const back = next(socket);
    socket.send(`I am ${at}`, port, '127.0.0.1');
    return (await back).toString();
  });
  expect(await Promise.all(echoes)).toEqual(sockets.map((_, at) => `I am ${at}`));
});

test('when the share is taken back, nothing comes through any more', async () => {
  const pair = await friends();
  const service = await udp();
  const port = await forwarded(pair, service.address().port);
  const socket = await udp();
  const first = next(service);
  socket.send('before', port, '127.0.0.1');
  await first;
  await pair.bob.client.command({ type: 'unshare', name: 'voice' });
  let heard = 0;
  service.on('message', () => void heard++);
  // A share of another name still works: what was sent before that has had its time.
  const echo = await udp();
  const other = await forwarded(pair, echo.address().port).catch(() => 0);
  expect(other).not.toBe(0);
  const arrived = next(echo);
  socket.send('after', port, '127.0.0.1');
  socket.send('elsewhere', other, '127.0.0.1');
  expect((await arrived).toString()).toBe('elsewhere');
  expect(heard).toBe(0);
});
