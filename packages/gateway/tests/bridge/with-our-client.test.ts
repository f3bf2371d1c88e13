import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Event, onionKeyOfSeed } from '@torchat/core';
import { openStore, startClient } from '@torchat/core/node';
import { mockNet, type MockNet } from '@torchat/tor-manager/testing';
import { expect, it, onTestFinished } from 'vitest';
import { aliasOf } from '../../src/bridge/wire/alias.ts';
import { bridged } from './support/bridged.ts';

async function ourClient(net: MockNet) {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-bridge-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const store = openStore(join(folder, 'store.db'), randomBytes(32));
  const { id, expanded } = onionKeyOfSeed(randomBytes(32));
  const client = await startClient({
    id,
    store,
    network: net.client(),
    listen: { path: join(folder, 's') },
    onionKey: expanded,
  });
  const events: Event[] = [];
  const looks = new Set<() => void>();
  client.subscribe((event) => {
    events.push(event);
    for (const look of looks) look();
  });
  function until(fits: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (!fits()) return;
      looks.delete(look);
      resolve();
    };
    looks.add(look);
    look();
    return promise;
  }
  return {
    client,
    events,
    until,
    async [Symbol.asyncDispose]() {
      await client.close();
      store.close();
    },
  };
}

it('the program of old adds one of our clients: both online, texts both ways', async () => {
  await using net = await mockNet();
  await using old = await bridged(net);
  await using ours = await ourClient(net);
  const { client, events, until } = ours;
  await client.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
  old.bridge.book.add(client.id);
  const alias = aliasOf(client.id);
  old.old.add(alias);
  await old.old.line(`in ${alias} status available`);
  old.old.say(alias, 'add_me ');
  old.old.say(alias, 'message hello from of old');
  await until(() =>
    events.some((event) => event.type === 'message' && event.message.text === 'hello from of old'),
  );
  expect(client.contact(old.bridge.id)?.presence).toBe('available');
  await client.command({ type: 'send', id: old.bridge.id, text: `my id is ${client.id}` });
  await old.old.line(`in ${alias} message my id is ${client.id}`);
});

it('one of our clients adds the program of old, which learns its alias by a proof', async () => {
  await using net = await mockNet();
  await using old = await bridged(net);
  await using ours = await ourClient(net);
  const { client, until } = ours;
  await client.command({ type: 'add', id: old.bridge.id });
  await until(() => client.contact(old.bridge.id)?.presence === 'available');
  await old.event({ type: 'learned', alias: aliasOf(client.id) });
  expect(old.bridge.book.list()).toEqual([{ id: client.id, how: 'learned' }]);
});
