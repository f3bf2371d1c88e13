// A client that takes every file, with an honest contact who is sending one, and a contact of bare sockets who is not honest.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Event } from '../../src/engine/io/event.ts';
import type { FileView } from '../../src/engine/io/view.ts';
import type { Client } from '../../src/node/index.ts';
import { memoryStore } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from './loopback.ts';
import type { RawPeer } from './raw-peer.ts';
import { ALICE, BOB, clientOf, loopback, RAW, rawPeer } from './setting.ts';

type End = Extract<Event, { type: 'file_end' }>;

export interface Besieged {
  readonly client: Client;
  readonly bob: Client;
  readonly attacker: RawPeer;
  readonly downloads: string;
  /** How the attacker's files ended. */
  readonly ends: readonly End[];
  /** What the user was told of the attacker. */
  readonly violations: readonly string[];
  /** Keys of the files that the attacker offered. */
  readonly offers: readonly number[];
  /** Bob's file arrives as it is, a text of his, too; and nothing but these `files` and what is under way lies in the folder. */
  proceeds(files?: readonly string[]): Promise<void>;
}

const PHOTO = 2_000_000;

export async function besieged(downloads = join(temporaryFolder(), 'downloads')): Promise<Besieged> {
  const network = loopback();
  const attacker = await rawPeer(network);
  const client = await network.client(ALICE, memoryStore(), downloads);
  onTestFinished(() => client.close());
  const bob = await clientOf(network, BOB);
  const ends: End[] = [];
  const bobs: End[] = [];
  const violations: string[] = [];
  const offers: number[] = [];
  client.subscribe((event) => {
    if (event.type === 'file_end') (event.file.contact === RAW ? ends : bobs).push(event);
    if (event.type === 'violation') violations.push(event.what);
    if (event.type !== 'file_offer') return;
    if (event.file.contact === RAW) offers.push(event.file.key);
    void client.command({ type: 'accept_file', file: event.file.key });
  });
  await client.command({ type: 'add', id: RAW });
  await attacker.meet(ALICE);
  await client.command({ type: 'add', id: BOB });
  await bob.command({ type: 'add', id: ALICE });
  await until(bob, () => bob.contact(ALICE)?.presence === 'available');
  await until(client, () => client.contact(BOB)?.presence === 'available');
  const photo = randomBytes(PHOTO);
  const path = join(temporaryFolder(), 'photo.jpg');
  writeFileSync(path, photo);
  await bob.sendFile(ALICE, path);
  await until(client, () => client.files().some((file) => file.contact === BOB));

  return {
    client,
    bob,
    attacker,
    downloads,
    ends,
    violations,
    offers,
    async proceeds(files = []) {
      const heard = new Promise<string>((resolve) => {
        client.subscribe((event) => {
          if (event.type === 'message' && event.message.contact === BOB) resolve(event.message.text);
        });
      });
      await bob.command({ type: 'send', id: ALICE, text: 'did you get it?' });
      expect(await heard).toBe('did you get it?');
      await until(client, () => bobs.some(isPhoto));
      expect(bobs.filter(isPhoto)).toMatchObject([{ ok: true, path: join(downloads, 'photo.jpg') }]);
      expect(readFileSync(join(downloads, 'photo.jpg')).equals(photo)).toBe(true);
      expect(client.contact(BOB)?.presence).toBe('available');
      const underWay = client
        .files()
        .filter(({ direction, state }) => direction === 'in' && isUnderWay(state));
      await client.close();
      const names = readdirSync(downloads).sort();
      expect(names.filter((name) => !isHidden(name))).toEqual([...files, 'photo.jpg'].sort());
      expect(names.filter(isHidden)).toHaveLength(underWay.length);
    },
  };
}

function isUnderWay(state: FileView['state']): boolean {
  return state === 'running' || state === 'waiting' || state === 'paused';
}

function isHidden(name: string): boolean {
  return name.startsWith('.torchat-');
}

function isPhoto({ file }: End): boolean {
  return file.name === 'photo.jpg';
}
