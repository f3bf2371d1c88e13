import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { onionKeyOfSeed } from '../../src/identity/onion-key.ts';
import { type Client, startClient } from '../../src/node/index.ts';
import { memoryStore } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Loopback, until } from './loopback.ts';
import { loopback } from './setting.ts';

async function sealing(network: Loopback, holdsKey = true): Promise<Client> {
  const { id, expanded } = onionKeyOfSeed(randomBytes(32));
  const store = memoryStore();
  store.apply([{ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } }]);
  const client = await startClient({
    id,
    store,
    network: network.network(),
    listen: { path: network.pathOf(id) },
    onionKey: new TextEncoder().encode(id.padEnd(64)),
    sealKey: holdsKey ? expanded : null,
    downloads: join(temporaryFolder(), 'downloads'),
  });
  onTestFinished(() => client.close());
  return client;
}

async function met(holdsKey: boolean): Promise<{ alice: Client; bob: Client }> {
  const network = loopback();
  const alice = await sealing(network);
  const bob = await sealing(network, holdsKey);
  await alice.command({ type: 'add', id: bob.id });
  await until(alice, () => alice.contact(bob.id)?.presence === 'available');
  await until(bob, () => bob.contact(alice.id)?.presence === 'available');
  return { alice, bob };
}

test('two clients on sockets are sealed, and texts and a file of many blocks arrive whole', async () => {
  const { alice, bob } = await met(true);
  expect([alice.contact(bob.id)?.seal, bob.contact(alice.id)?.seal]).toEqual(['sealed', 'sealed']);
  const texts: string[] = [];
  let arrived = '';
  bob.subscribe((event) => {
    if (event.type === 'message') texts.push(event.message.text);
    if (event.type === 'file_offer') void bob.command({ type: 'accept_file', file: event.file.key });
    if (event.type === 'file_end') arrived = event.path ?? event.why;
  });
  for (const text of ['short', 'long '.repeat(50_000)])
    await alice.command({ type: 'send', id: bob.id, text });
  const content = randomBytes(2_000_000);
  const path = join(temporaryFolder(), 'blocks.bin');
  await writeFile(path, content);
  await alice.sendFile(bob.id, path);
  await until(bob, () => arrived !== '' && texts.length === 2);
  expect(texts).toEqual(['short', 'long '.repeat(50_000)]);
  expect(Buffer.compare(await readFile(arrived), content)).toBe(0);
});

test('a client that does not hold its key is met without the seal', async () => {
  const { alice, bob } = await met(false);
  expect([alice.contact(bob.id)?.seal, bob.contact(alice.id)?.seal]).toEqual(['none', 'none']);
});
