// The crowd: a mock of tor with many light clients that all take whoever adds them.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onionKeyOfSeed, parseId } from '@torchat/core';
import { startClient } from '@torchat/core/node';
import { memoryStore } from '@torchat/core/testing';
import { type MockNet, mockNet } from '@torchat/tor-manager/testing';
import type { CrowdReady, CrowdTask } from './messages.ts';

const VIRTUAL_PORT = 11009;

async function joinIn(net: MockNet, folder: string, place: number): Promise<string> {
  const { id, expanded } = onionKeyOfSeed(randomBytes(32));
  const store = memoryStore();
  store.apply([
    { type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } },
    { type: 'profile', profile: { name: `contact ${place}`, text: 'on the train until nine' } },
  ]);
  const listen = { path: join(folder, `${place}.sock`) };
  await startClient({ id, store, network: net.client(), listen, onionKey: expanded });
  return id;
}

process.once('message', ({ count, folder, measured }: CrowdTask) => {
  void (async () => {
    const net = await mockNet();
    net.register(parseId(measured.id), VIRTUAL_PORT, { port: measured.port });
    const ids: string[] = [];
    for (let place = 0; place < count; place++) ids.push(await joinIn(net, folder, place));
    process.send?.({ socksPort: net.socksPort, ids } satisfies CrowdReady);
  })();
});
process.once('disconnect', () => process.exit());
