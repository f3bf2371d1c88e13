import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { create, desk, discard, finish, PART, write } from './desk.ts';

test('bytes are written in order and the file gets its name at the end', async () => {
  const { perform, hears, folder } = desk();
  perform(create(6), write(0, 'abc'), write(3, 'def'), finish);
  expect(await hears('file_landed')).toMatchObject({ path: join(folder, 'a.txt') });
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('abcdef');
});

test('a name that is taken is never given, not even that of a link that leads nowhere', async () => {
  const { perform, hears, folder, desk: made } = desk();
  symlinkSync(join(folder, 'nowhere'), join(folder, 'a.txt'));
  mkdirSync(join(folder, 'a (2).txt'));
  perform(create(1), write(0, 'x'), finish);
  expect(await hears('file_landed')).toMatchObject({ path: join(folder, 'a (3).txt') });
  perform(discard);
  await made.close();
  expect(readdirSync(folder).sort()).toEqual(['a (2).txt', 'a (3).txt', 'a.txt']);
});

test('of a file for which there is no room nothing is written, and nothing is left once it is dropped', async () => {
  const { perform, hears, folder, desk: made } = desk();
  perform(create(Number.MAX_SAFE_INTEGER), write(0, 'x'));
  await hears('file_full');
  expect(statSync(join(folder, PART)).size).toBe(0);
  perform(discard);
  await made.close();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that cannot be written gives one sentence',
  async () => {
    const { perform, hears, folder } = desk();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    perform(create(1), write(0, 'x'));
    expect(await hears('file_failed')).toMatchObject({ why: expect.stringContaining('see to the rights') });
  },
);

test('what is discarded leaves nothing, whenever that comes', async () => {
  const { perform, desk: made, folder } = desk();
  perform(create(6), write(0, 'abc'), discard, write(3, 'def'), finish);
  await made.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that became shorter while it was sent ends with a sentence', async () => {
  const { perform, hears, desk: made, folder } = desk();
  const path = join(folder, 'b.txt');
  writeFileSync(path, 'x'.repeat(100));
  const { source, size, name } = await made.offer(path);
  expect({ size, name }).toEqual({ size: 100, name: 'b.txt' });
  perform({ type: 'file_read', file: 1, source, offset: 10, length: 20 });
  expect(await hears('file_block')).toMatchObject({ offset: 10, bytes: { length: 20 } });
  truncateSync(path, 50);
  perform({ type: 'file_read', file: 1, source, offset: 40, length: 20 });
  expect(await hears('file_failed')).toMatchObject({ why: expect.stringContaining('shorter') });
});

test('a closed desk offers nothing more', async () => {
  const { desk: made, folder } = desk();
  writeFileSync(join(folder, 'b.txt'), 'x');
  await made.close();
  await expect(made.offer(join(folder, 'b.txt'))).rejects.toMatchObject({ code: 'gateway_gone' });
});
