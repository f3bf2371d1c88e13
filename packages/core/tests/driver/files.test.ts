import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryStore } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from './loopback.ts';
import { pair } from './pair.ts';
import { ALICE, BOB, loopback } from './setting.ts';

test.each([0, 1, 8192, 8193, 5_000_000])('a file of %i bytes arrives as it was', async (size) => {
  const { alice, bob, folder, downloads, ends } = await pair();
  const bytes = randomBytes(size);
  writeFileSync(join(folder, 'photo.jpg'), bytes);
  await alice.sendFile(BOB, join(folder, 'photo.jpg'));
  await until(bob, () => ends.bob.length === 1);
  await until(alice, () => ends.alice.length === 1);
  expect([ends.alice[0]?.ok, ends.bob[0]?.ok]).toEqual([true, true]);
  expect(ends.bob[0]?.path).toBe(join(downloads, 'photo.jpg'));
  expect(readFileSync(join(downloads, 'photo.jpg')).equals(bytes)).toBe(true);
  expect(readdirSync(downloads)).toEqual(['photo.jpg']);
  if (process.platform !== 'win32') {
    expect(statSync(join(downloads, 'photo.jpg')).mode & 0o777).toBe(0o600);
    expect(statSync(downloads).mode & 0o777).toBe(0o700);
  }
});

test('a file never takes the place of another: five of one name stand side by side', async () => {
  const { alice, bob, folder, downloads, ends } = await pair();
  writeFileSync(join(folder, 'a.txt'), 'hello');
  for (let at = 0; at < 5; at++) await alice.sendFile(BOB, join(folder, 'a.txt'));
  await until(bob, () => ends.bob.length === 5);
  expect(readdirSync(downloads).sort()).toEqual([
    'a (2).txt',
    'a (3).txt',
    'a (4).txt',
    'a (5).txt',
    'a.txt',
  ]);
});

test('a file survives connections that break in the middle of it', async () => {
  const { alice, bob, folder, downloads, ends } = await pair();
  const bytes = randomBytes(3_000_000);
  writeFileSync(join(folder, 'a.bin'), bytes);
  let drops = 0;
  bob.subscribe((event) => {
    if (event.type !== 'file_progress' || event.file.moved === 0 || drops === 2) return;
    drops++;
    void bob.command({ type: 'drop', id: ALICE });
  });
  await alice.sendFile(BOB, join(folder, 'a.bin'));
  // The progress is told twice a second: one break by hand makes sure that there is one.
  await until(bob, () => bob.files().some((file) => file.state === 'running'));
  await alice.command({ type: 'drop', id: BOB });
  await until(bob, () => ends.bob.length === 1);
  expect(readFileSync(join(downloads, 'a.bin')).equals(bytes)).toBe(true);
});

test('nothing is on the disk before the user said yes, and nothing after he said no', async () => {
  const { alice, bob, folder, downloads, ends } = await pair({ takes: false });
  writeFileSync(join(folder, 'a.txt'), 'hello');
  await alice.sendFile(BOB, join(folder, 'a.txt'));
  await until(bob, () => bob.files().length === 1);
  expect(existsSync(downloads)).toBe(false);
  await bob.command({ type: 'cancel_file', file: bob.files()[0]?.key ?? 0 });
  await until(alice, () => ends.alice.length === 1);
  expect(ends.alice[0]).toMatchObject({ ok: false, why: 'The other side does not take this file.' });
  expect(existsSync(downloads)).toBe(false);
});

test('closing in the middle of a file keeps what is there of it under its hidden name', async () => {
  const { alice, bob, folder, downloads } = await pair();
  // So much of nothing that it is not there before it is seen coming.
  writeFileSync(join(folder, 'a.bin'), '');
  truncateSync(join(folder, 'a.bin'), 4_000_000_000);
  await alice.sendFile(BOB, join(folder, 'a.bin'));
  await until(bob, () => bob.files().some((file) => file.moved > 0));
  expect(readdirSync(downloads)).toEqual([expect.stringMatching(/^\.torchat-.*\.part$/u)]);
  const left = readdirSync(downloads);
  await bob.close();
  expect(readdirSync(downloads)).toEqual(left);
});

test('what a crash left unfinished is gone with the next start, and nothing else is', async () => {
  const downloads = join(temporaryFolder(), 'downloads');
  mkdirSync(downloads);
  for (const name of [`.torchat-${'0'.repeat(32)}.part`, 'mine.part', '.torchat-x.part', 'a.txt'])
    writeFileSync(join(downloads, name), 'x');
  const client = await loopback().client(BOB, memoryStore(), downloads);
  await client.close();
  expect(readdirSync(downloads).sort()).toEqual(['.torchat-x.part', 'a.txt', 'mine.part']);
});

test('a client without a folder for files says so, and the sender hears of it', async () => {
  const { alice, bob, folder, ends } = await pair({ takes: false });
  writeFileSync(join(folder, 'a.txt'), 'hello');
  await bob.sendFile(ALICE, join(folder, 'a.txt'));
  await until(alice, () => alice.files().length === 1);
  await alice.command({ type: 'accept_file', file: alice.files()[0]?.key ?? 0 });
  await until(alice, () => ends.alice.length === 1);
  expect(ends.alice[0]?.why).toBe('This account has no folder for received files.');
  await until(bob, () => ends.bob.length === 1);
});

test('what is neither file nor folder, or not there, is refused with a sentence', async () => {
  const { alice, folder } = await pair();
  await expect(alice.sendFile(BOB, devNull)).rejects.toMatchObject({ code: 'file_failed' });
  await expect(alice.sendFile(BOB, join(folder, 'none'))).rejects.toMatchObject({
    message: 'There is no such file.',
  });
  expect(alice.files()).toEqual([]);
});
