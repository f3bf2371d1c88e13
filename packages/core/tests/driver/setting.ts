// Clients and bare peers on a loopback network, gone with their test.
import { onTestFinished } from 'vitest';
import type { TorchatId } from '../../src/identity/id.ts';
import type { Client } from '../../src/node/index.ts';
import type { Change, Store } from '../../src/ports.ts';
import { memoryStore } from '../../src/testing/index.ts';
import { idOf } from '../engine/stage.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { Loopback, until } from './loopback.ts';
import { RawPeer } from './raw-peer.ts';

export const [ALICE, BOB, RAW] = [idOf(0), idOf(1), idOf(2)];

export function loopback(): Loopback {
  return new Loopback(temporaryFolder());
}

export async function clientOf(network: Loopback, id: TorchatId, store?: Store): Promise<Client> {
  const client = await network.client(id, store);
  onTestFinished(() => client.close());
  return client;
}

export async function rawPeer(network: Loopback, id: TorchatId = RAW): Promise<RawPeer> {
  const peer = await RawPeer.listen(network, id);
  onTestFinished(() => peer[Symbol.asyncDispose]());
  return peer;
}

/** A client and a peer of bare sockets that are online with each other. */
export async function met(network: Loopback, store?: Store): Promise<{ client: Client; peer: RawPeer }> {
  const peer = await rawPeer(network);
  const client = await clientOf(network, ALICE, store);
  await client.command({ type: 'add', id: RAW });
  await peer.meet(ALICE);
  await until(client, () => client.contact(RAW)?.presence === 'available');
  return { client, peer };
}

/** A store that tells what it is asked to write. */
export function watched(apply: (changes: readonly Change[], write: () => void) => void): Store {
  const store = memoryStore();
  return { ...store, apply: (changes) => apply(changes, () => store.apply(changes)) };
}
