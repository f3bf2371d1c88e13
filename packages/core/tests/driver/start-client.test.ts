import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Event } from '../../src/engine/io/event.ts';
import { TorchatError } from '../../src/errors.ts';
import { type Client, startClient } from '../../src/node/index.ts';
import { memoryStore } from '../../src/testing/index.ts';
import { until } from './loopback.ts';
import type { RawPeer } from './raw-peer.ts';
import { ALICE, BOB, clientOf, loopback, met, RAW, rawPeer, watched } from './setting.ts';

function textsOf(client: Client): string[] {
  const texts: string[] = [];
  client.subscribe((event) => {
    if (event.type === 'message' && event.message.direction === 'in') texts.push(event.message.text);
  });
  return texts;
}

describe('two clients', () => {
  test('find each other, chat both ways, and see what was delivered', async () => {
    const network = loopback();
    const [alice, bob] = [await clientOf(network, ALICE), await clientOf(network, BOB)];
    await bob.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
    const [toAlice, toBob] = [textsOf(alice), textsOf(bob)];
    let delivered = 0;
    alice.subscribe((event) => {
      if (event.type === 'message_state' && event.state === 'delivered') delivered++;
    });
    await alice.command({ type: 'add', id: BOB });
    const sent = await alice.command({ type: 'send', id: BOB, text: 'one\ntwo' });
    expect(sent).toMatchObject({ text: 'one\ntwo', state: 'waiting', key: 1 });
    await until(bob, () => toBob.length === 1);
    await bob.command({ type: 'send', id: ALICE, text: 'three' });
    await until(alice, () => toAlice.length === 1 && delivered === 1);
    expect([toBob, toAlice]).toEqual([['one\ntwo'], ['three']]);
    expect(alice.view().reachability.state).toBe('reachable');
  });

  test('learn at once that the other closed', async () => {
    const network = loopback();
    const [alice, bob] = [await clientOf(network, ALICE), await clientOf(network, BOB)];
    await alice.command({ type: 'add', id: BOB });
    await bob.command({ type: 'add', id: ALICE });
    await until(alice, () => alice.contact(BOB)?.presence === 'available');
    await bob.close();
    await until(alice, () => alice.contact(BOB)?.presence === 'offline');
    await expect(bob.ended).resolves.toBeNull();
  });
});

describe('the record', () => {
  test('of a text is written before the text is', async () => {
    const network = loopback();
    const log: string[] = [];
    const store = watched((changes, write) => {
      write();
      if (changes.some((change) => change.type === 'message')) log.push('recorded');
    });
    const { client, peer } = await met(network, store);
    for (const { id, socket } of network.dialled) {
      if (id !== RAW) continue;
      const send = socket.write.bind(socket);
      socket.write = (bytes: Uint8Array) => {
        if (new TextDecoder().decode(bytes).startsWith('delivery_message')) log.push('written');
        return send(bytes);
      };
    }
    await client.command({ type: 'send', id: RAW, text: 'hello' });
    await peer.hears(/^delivery_message \w+ 1 hello$/mu);
    expect(log).toEqual(['recorded', 'written']);
  });

  test('of all lines in one chunk is one transaction, written before any of them is confirmed', async () => {
    const network = loopback();
    const transactions: number[] = [];
    let confirmedBefore = false;
    let peerOf: RawPeer | null = null;
    const store = watched((changes, write) => {
      const texts = changes.filter((change) => change.type === 'message').length;
      if (texts > 0) {
        transactions.push(texts);
        confirmedBefore ||= peerOf?.heard.includes('delivery_ok') ?? false;
      }
      write();
    });
    const { peer } = await met(network, store);
    peerOf = peer;
    peer.say(Array.from({ length: 100 }, (_, at) => `delivery_message e ${at + 1} text ${at}\n`).join(''));
    await peer.hears(/^delivery_ok e 100$/mu);
    expect(transactions).toEqual([100]);
    expect(confirmedBefore).toBe(false);
  });

  test('that cannot be written stops everything: one plain error, and nothing leaves any more', async () => {
    const network = loopback();
    let full = false;
    const store = watched((_, write) => {
      if (full) throw new TorchatError('internal', 'The disk is full.');
      write();
    });
    const { client, peer } = await met(network, store);
    const before = peer.heard;
    const gone = once(peer.arrived as NonNullable<typeof peer.arrived>, 'close');
    full = true;
    await expect(client.command({ type: 'send', id: RAW, text: 'hello' })).rejects.toThrow(
      'The disk is full.',
    );
    expect(await client.ended).toMatchObject({ code: 'internal', message: 'The disk is full.' });
    await gone;
    expect(peer.heard).toBe(before);
    await expect(client.command({ type: 'status', status: 'xa' })).rejects.toMatchObject({
      code: 'gateway_gone',
    });
  });

  test('that fails with something unforeseen is told as a plain sentence, too', async () => {
    const network = loopback();
    const store = watched(() => {
      throw new RangeError('whatever');
    });
    const client = await clientOf(network, ALICE, store);
    await expect(client.command({ type: 'status', status: 'xa' })).rejects.toThrow(
      'The account stopped because of an error in the program.',
    );
    expect((await client.ended)?.cause).toBeInstanceOf(RangeError);
  });
});

describe('closing', () => {
  test('records when the contacts were last seen', async () => {
    const store = memoryStore();
    const { client } = await met(loopback(), store);
    await client.close();
    expect(store.load().contacts[0]?.lastSeenAt).toBeGreaterThan(0);
  });

  test('from within a listener is nothing special', async () => {
    const { client, peer } = await met(loopback());
    const closed = new Promise<void>((resolve, reject) => {
      client.subscribe((event) => {
        if (event.type === 'message') client.close().then(resolve, reject);
      });
    });
    peer.say('message one\nmessage two\nmessage three\n');
    await closed;
    expect(await client.ended).toBeNull();
  });

  test('answers commands under way and refuses later ones', async () => {
    const client = await clientOf(loopback(), ALICE);
    await client.close();
    await expect(client.command({ type: 'status', status: 'xa' })).rejects.toMatchObject({
      code: 'gateway_gone',
    });
  });
});

describe('a listener', () => {
  test('may give commands: they come after what it was told, in order', async () => {
    const { client, peer } = await met(loopback());
    const order: string[] = [];
    client.subscribe((event: Event) => {
      if (event.type !== 'message') return;
      order.push(event.message.text);
      if (event.message.direction === 'in')
        void client.command({ type: 'send', id: RAW, text: `re: ${event.message.text}` });
    });
    peer.say('message one\nmessage two\n');
    await peer.hears(/^delivery_message \w+ 2 re: two$/mu);
    expect(order).toEqual(['one', 'two', 're: one', 're: two']);
    expect(peer.heard).toMatch(/1 re: one\n.*2 re: two\n/u);
  });

  test('hears of nothing once it is undone', async () => {
    const client = await clientOf(loopback(), ALICE);
    const heard: Event[] = [];
    const undo = client.subscribe((event) => heard.push(event));
    await client.command({ type: 'status', status: 'xa' });
    undo();
    await client.command({ type: 'status', status: 'away' });
    expect(heard.map(({ type }) => type)).toEqual(['own']);
  });
});

describe('an onion service that somebody else publishes', () => {
  test('is taken to be up with the network: contacts are dialled at once', async () => {
    const network = loopback();
    const peer = await rawPeer(network);
    const store = memoryStore();
    const first = await clientOf(network, ALICE, store);
    await first.command({ type: 'add', id: RAW });
    await first.close();
    const client = await startClient({
      id: ALICE,
      store,
      network: network.network(),
      listen: { path: network.pathOf(ALICE) },
      onionKey: null,
    });
    onTestFinished(() => client.close());
    // By its own routine, long before it gives up to wait for a descriptor of its own.
    await peer.meet(ALICE);
    await until(client, () => client.contact(RAW)?.presence === 'available');
  });
});

describe('without a network', () => {
  test('commands read and write the store, and nothing is dialled', async () => {
    const store = memoryStore();
    const client = await startClient({
      id: ALICE,
      store,
      network: null,
      listen: { path: '/nowhere' },
      onionKey: null,
    });
    onTestFinished(() => client.close());
    await client.command({ type: 'add', id: BOB });
    expect(client.service).toBe('off');
    expect(store.load().contacts).toHaveLength(1);
  });
});
