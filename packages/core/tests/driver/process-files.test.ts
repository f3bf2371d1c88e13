import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Event } from '../../src/engine/io/event.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { fileTaker } from './file-taker.ts';
import { until } from './loopback.ts';
import { ALICE, BOB, clientOf, loopback } from './setting.ts';

type End = Extract<Event, { type: 'file_end' }>;

const LARGE = 40_000_000;

/** Alice, who sends files to a client in a process of its own. */
async function sender() {
  const network = loopback();
  const folder = temporaryFolder();
  const downloads = join(folder, 'downloads');
  const alice = await clientOf(network, ALICE);
  const ends: End[] = [];
  alice.subscribe((event) => event.type === 'file_end' && ends.push(event));
  await alice.command({ type: 'add', id: BOB });
  async function send(name: string, bytes: Uint8Array): Promise<void> {
    writeFileSync(join(folder, name), bytes);
    await until(alice, () => alice.contact(BOB)?.presence === 'available');
    await alice.sendFile(BOB, join(folder, name));
  }
  return { alice, send, ends, downloads, sockets: network.folder };
}

test('a process that is killed in the middle of a file leaves nothing under its name, and goes on with it at its next start', {
  timeout: 60_000,
}, async () => {
  const { alice, send, ends, downloads, sockets } = await sender();
  const first = await fileTaker(sockets, downloads);
  const bytes = randomBytes(LARGE);
  await send('a.bin', bytes);
  await first.tells(({ done = 0 }) => done > 0);
  await first.kill();
  const [left = '', ...others] = readdirSync(downloads);
  expect([left, others]).toEqual([expect.stringMatching(/^\.torchat-[0-9a-f]{8}-[0-9a-f]{32}\.part$/u), []]);
  const { size } = statSync(join(downloads, left));
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(LARGE);

  const second = await fileTaker(sockets, downloads);
  const { done = 0 } = await second.tells((told) => told.done !== undefined);
  expect(done).toBeGreaterThanOrEqual(size - 512 * 1024);
  await second.tells(({ ended }) => ended === 'a.bin');
  await until(alice, () => ends.length === 1);
  expect(ends[0]).toMatchObject({ ok: true });
  expect(readFileSync(join(downloads, 'a.bin')).equals(bytes)).toBe(true);
});

test('what a process that was killed knows nothing of any more is gone with its next start, and comes anew', {
  timeout: 60_000,
}, async () => {
  const { alice, send, ends, downloads, sockets } = await sender();
  const first = await fileTaker(sockets, downloads);
  const bytes = randomBytes(LARGE);
  await send('a.bin', bytes);
  await first.tells(({ done = 0 }) => done > 0);
  await first.kill();
  first.forget();
  const left = readdirSync(downloads);
  const second = await fileTaker(sockets, downloads);
  expect(readdirSync(downloads)).not.toContain(left[0]);
  await second.tells(({ ended }) => ended === 'a.bin');
  await until(alice, () => ends.length === 1);
  expect(readFileSync(join(downloads, 'a.bin')).equals(bytes)).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  'where the system takes no larger files, one that is too large is dropped in one sentence, and all else goes on',
  { timeout: 60_000 },
  async () => {
    const { alice, send, ends, downloads, sockets } = await sender();
    const limited = await fileTaker(sockets, downloads, 1 << 20);
    await send('large.bin', randomBytes(3_000_000));
    const bytes = randomBytes(1_000_000);
    await send('small.bin', bytes);
    expect(await limited.tells(({ ended }) => ended === 'large.bin')).toMatchObject({
      ok: false,
      why: 'The disk takes no file as large as this one: it is dropped.',
    });
    expect(await limited.tells(({ ended }) => ended === 'small.bin')).toMatchObject({ ok: true });
    await alice.command({ type: 'send', id: BOB, text: 'still there?' });
    await limited.tells(({ text }) => text === 'still there?');
    await until(alice, () => ends.length === 2);
    expect(ends.find(({ file }) => file.name === 'large.bin')?.ok).toBe(false);
    expect(ends.find(({ file }) => file.name === 'small.bin')?.ok).toBe(true);
    expect(readdirSync(downloads)).toEqual(['small.bin']);
    expect(readFileSync(join(downloads, 'small.bin')).equals(bytes)).toBe(true);
  },
);
