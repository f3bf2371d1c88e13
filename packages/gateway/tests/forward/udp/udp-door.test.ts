import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { FLOWS_PER_FORWARD } from '../../../src/forward/limits.ts';
import type { OpenedStream } from '../../../src/forward/open-stream.ts';
import { openUdpDoor } from '../../../src/forward/udp/udp-door.ts';

async function freePort(): Promise<number> {
  const probe = createSocket('udp4').bind(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise<void>((closed) => void probe.close(closed));
  return port;
}

test('has so many flows at once and no more: the one that is idle the longest makes room', async () => {
  const port = await freePort();
  const more = FLOWS_PER_FORWARD + 5;
  let opened = 0;
  let cancelled = 0;
  const door = await openUdpDoor({
    host: '127.0.0.1',
    port,
    redundant: false,
    open: (_circuit, signal) => {
      signal.addEventListener('abort', () => void cancelled++);
      opened++;
      return new Promise<OpenedStream>(() => undefined);
    },
  });
  const sockets = Array.from({ length: more }, () => createSocket('udp4'));
  for (const [at, socket] of sockets.entries()) {
    socket.send('hello', port, '127.0.0.1');
    await turnsUntil(() => opened > at);
  }
  expect(door.value.load().active).toBe(FLOWS_PER_FORWARD);
  expect(cancelled).toBe(5);
  for (const socket of sockets) socket.close();
  await door.undo();
  expect(cancelled).toBe(more);
});

test('asks no more for a while where a flow could not be opened', async () => {
  const port = await freePort();
  let asked = 0;
  const door = await openUdpDoor({
    host: '127.0.0.1',
    port,
    redundant: false,
    open: () => {
      asked++;
      return Promise.reject(new Error('nobody there'));
    },
  });
  onTestFinished(() => door.undo());
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  await turnsUntil(() => {
    socket.send('hello', port, '127.0.0.1');
    return door.value.load().dropped >= 50;
  });
  expect(asked).toBe(1);
});

/** Asks at every turn of the loop. */
async function turnsUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
