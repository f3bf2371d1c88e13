import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/node/index.ts';
import { until } from './loopback.ts';
import { ALICE, BOB, clientOf, loopback, met, RAW, rawPeer } from './setting.ts';

/** Two honest clients chat while a test does its worst. */
async function chats(alice: Client, bob: Client): Promise<void> {
  await alice.command({ type: 'add', id: BOB });
  await bob.command({ type: 'add', id: ALICE });
  await until(bob, () => bob.contact(ALICE)?.presence === 'available');
  const before = bob.contact(ALICE)?.unread ?? 0;
  await alice.command({ type: 'send', id: BOB, text: 'still here' });
  await until(bob, () => (bob.contact(ALICE)?.unread ?? 0) > before);
}

describe('an honest contact gets through', () => {
  test('while a thousand connections say nothing: most of them are closed', async () => {
    const network = loopback();
    const [alice, bob] = [await clientOf(network, ALICE), await clientOf(network, BOB)];
    const flood = await rawPeer(network);
    let closed = 0;
    const enough = Promise.withResolvers<void>();
    for (let at = 0; at < 1000; at++) {
      const socket = await flood.connect(ALICE);
      socket.resume();
      socket.once('close', () => {
        if (++closed === 1000 - 128) enough.resolve();
      });
    }
    await chats(alice, bob);
    await enough.promise;
    // A few more than that: who comes later is silent for a moment, too.
    expect(closed).toBeLessThan(1000 - 120);
  });

  test('while a line has no end: it is cut at 1 MiB, and the connection with it', async () => {
    const network = loopback();
    const { client, peer } = await met(network);
    const out = await peer.connect(ALICE);
    out.resume();
    const gone = once(out, 'close');
    for (let at = 0; at < 33; at++) out.write('x'.repeat(32 * 1024));
    await gone;
    await chats(client, await clientOf(network, BOB));
    expect(client.contact(RAW)?.presence).toBe('available');
  });

  test('while a contact does not read: what waits for it stays small, and in the outbox', async () => {
    const network = loopback();
    const { client, peer } = await met(network);
    peer.arrived?.pause();
    for (let at = 0; at < 40; at++)
      await client.command({ type: 'send', id: RAW, text: 'x'.repeat(400_000) });
    const unsent = network.dialled.map(({ socket }) => socket.writableLength);
    expect(Math.max(...unsent)).toBeGreaterThan(256 * 1024);
    expect(Math.max(...unsent)).toBeLessThan(2 << 20);
    await chats(client, await clientOf(network, BOB));
    expect(client.contact(RAW)?.waiting).toBe(40);
    peer.arrived?.resume();
    for (const last of [3, 6]) {
      const [, epoch] = await peer.hears(new RegExp(`^delivery_message (\\w+) ${last} x+$`, 'mu'));
      peer.say(`delivery_ok ${epoch} ${last}\n`);
    }
    await peer.hears(/^delivery_message \w+ 9 x+$/mu);
    expect(client.contact(RAW)?.waiting).toBe(34);
  });

  test('while a contact floods us with what we answer: our answers are bounded', async () => {
    const network = loopback();
    const { client, peer } = await met(network);
    const before = peer.heard.length;
    for (let at = 0; at < 200; at++) peer.say('latency_ping 1\nnonsense\n'.repeat(100));
    peer.say('delivery_message e 1 the end\n');
    await peer.hears(/^delivery_ok e 1$/mu);
    expect(peer.heard.length - before).toBeLessThan(200 * 100);
    await chats(client, await clientOf(network, BOB));
  });
});

test('what follows a closing line in the same chunk is not heard', async () => {
  const network = loopback();
  const client = await clientOf(network, ALICE);
  const peer = await rawPeer(network);
  const socket = await peer.connect(ALICE);
  socket.resume();
  const gone = once(socket, 'close');
  peer.say(`nonsense\nping ${RAW} 123\n`);
  await gone;
  await client.command({ type: 'status', status: 'xa' });
  expect(network.dialled.filter(({ id }) => id === RAW)).toEqual([]);
});

test('bytes that are no text cost their line alone', async () => {
  const { client, peer } = await met(loopback());
  peer.say(Uint8Array.of(...new TextEncoder().encode('message '), 0xff, 0xfe, 0x0a));
  peer.say('message fine\n');
  await until(client, () => client.contact(RAW)?.unread === 1);
  expect(client.history(RAW, { limit: 10 }).map(({ text }) => text)).toEqual(['fine']);
});
