// Two contacts online over sockets, with folders of their own.
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Event } from '../../src/engine/io/event.ts';
import type { FileView } from '../../src/engine/io/view.ts';
import type { Client } from '../../src/node/index.ts';
import { memoryStore } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from './loopback.ts';
import { ALICE, BOB, loopback } from './setting.ts';

interface Pair {
  readonly alice: Client;
  readonly bob: Client;
  readonly folder: string;
  readonly downloads: string;
  /** What Bob was offered. */
  readonly offers: readonly FileView[];
  /** Bob's program ends, and is started again with what it kept. */
  readonly bobAgain: () => Promise<Client>;
  readonly ends: { readonly alice: End[]; readonly bob: End[] };
}

type End = Extract<Event, { type: 'file_end' }>;

/** Bob takes every file he is offered, unless told otherwise. */
export async function pair(options: { readonly takes?: boolean } = {}): Promise<Pair> {
  const folder = temporaryFolder();
  const downloads = join(folder, 'downloads');
  const network = loopback();
  const alice = await network.client(ALICE);
  const store = memoryStore();
  const bob = await network.client(BOB, store, downloads);
  onTestFinished(async () => {
    await alice.close();
    await bob.close();
  });
  const ends: Pair['ends'] = { alice: [], bob: [] };
  const offers: FileView[] = [];
  alice.subscribe((event) => event.type === 'file_end' && ends.alice.push(event));
  bob.subscribe((event) => {
    if (event.type === 'file_end') ends.bob.push(event);
    if (event.type === 'file_offer') offers.push(event.file);
    if (event.type === 'file_offer' && options.takes !== false)
      void bob.command({ type: 'accept_file', file: event.file.key });
  });
  await alice.command({ type: 'add', id: BOB });
  await bob.command({ type: 'add', id: ALICE });
  await until(alice, () => alice.contact(BOB)?.presence === 'available');
  await until(bob, () => bob.contact(ALICE)?.presence === 'available');
  async function bobAgain(): Promise<Client> {
    await bob.close();
    const again = await network.client(BOB, store, downloads);
    onTestFinished(() => again.close());
    again.subscribe((event) => event.type === 'file_end' && ends.bob.push(event));
    return again;
  }
  return { alice, bob, bobAgain, folder, downloads, offers, ends };
}
