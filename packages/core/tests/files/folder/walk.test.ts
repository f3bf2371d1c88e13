// What of a folder is sent: what is in it, and nothing that a link leads to.
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { decodeList, LENGTH_BYTES, MOST_DEPTH } from '../../../src/folder/list.ts';
import { walkFolder } from '../../../src/node/files/folder/walk.ts';
import { openSource, reopenSource, type Source } from '../../../src/node/files/source.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const POSIX = process.platform !== 'win32';

function photos(): string {
  const root = join(temporaryFolder(), 'photos');
  mkdirSync(join(root, 'sub/empty'), { recursive: true });
  writeFileSync(join(root, 'a.txt'), 'ab');
  writeFileSync(join(root, 'sub/b.txt'), 'def');
  writeFileSync(join(root, 'sub/none'), '');
  return root;
}

async function opened(root: string): Promise<Source> {
  const source = await openSource(root);
  onTestFinished(() => source.close().catch(() => undefined));
  return source;
}

async function all(source: Source): Promise<Buffer> {
  const parts: Buffer[] = [];
  // Pieces that fit nothing: borders of files lie anywhere in them.
  for (let at = 0; at < source.size; at += 3)
    parts.push(Buffer.from(await source.read(at, Math.min(3, source.size - at))));
  return Buffer.concat(parts);
}

test('a folder is its list and then its files, with what is empty', async () => {
  const source = await opened(photos());
  expect(source).toMatchObject({ name: 'photos', items: 3, skipped: [] });
  const bytes = await all(source);
  const length = bytes.readUInt32BE(0);
  expect(decodeList(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length))).toEqual([
    { path: ['a.txt'], size: 2 },
    { path: ['sub'], size: null },
    { path: ['sub', 'b.txt'], size: 3 },
    { path: ['sub', 'empty'], size: null },
    { path: ['sub', 'none'], size: 0 },
  ]);
  expect(bytes.subarray(LENGTH_BYTES + length).toString()).toBe('abdef');
  expect(await source.sum()).toMatch(/^[0-9a-f]{64}$/u);
});

test('its bytes are the same wherever reading begins', async () => {
  const source = await opened(photos());
  const bytes = await all(source);
  for (let at = bytes.length - 1; at >= 0; at--)
    expect(Buffer.from(await source.read(at, bytes.length - at)).equals(bytes.subarray(at))).toBe(true);
});

test.skipIf(!POSIX)('links are left out and told, wherever they lead; so are sockets', async () => {
  const root = photos();
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'secret'), 'secret');
  symlinkSync(join(outside, 'secret'), join(root, 'to a file'));
  symlinkSync(outside, join(root, 'sub/to a folder'));
  symlinkSync('.', join(root, 'round'));
  symlinkSync('a.txt', join(root, 'inside'));
  symlinkSync('nowhere', join(root, 'broken'));
  const socket = createServer().listen(join(root, 'socket'));
  onTestFinished(() => void socket.close());
  await once(socket, 'listening');
  const source = await opened(root);
  expect(source.items).toBe(3);
  expect([...source.skipped].sort()).toEqual(
    ['broken', 'inside', 'round', 'socket', 'sub/to a folder', 'to a file'].sort(),
  );
  expect((await all(source)).toString()).not.toContain('secret');
});

test.skipIf(!POSIX)('a file or folder that a link replaces after it was found is not read', async () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, 'b.txt'), 'sec');
  for (const swap of [
    (root: string) => {
      unlinkSync(join(root, 'sub/b.txt'));
      symlinkSync(join(outside, 'b.txt'), join(root, 'sub/b.txt'));
    },
    (root: string) => {
      rmSync(join(root, 'sub'), { recursive: true });
      symlinkSync(outside, join(root, 'sub'));
    },
  ]) {
    const root = photos();
    const source = await opened(root);
    swap(root);
    await expect(source.read(source.size - 3, 3)).rejects.toThrow();
  }
});

test('a change is noticed: while it is read, at the end, and in a later run', async () => {
  const changes: ((root: string) => void)[] = [
    (root) => writeFileSync(join(root, 'sub/b.txt'), 'DEF'),
    (root) => writeFileSync(join(root, 'new'), ''),
    (root) => rmSync(join(root, 'sub/empty'), { recursive: true }),
    (root) => rmSync(join(root, 'sub/none')),
  ];
  for (const change of changes) {
    const root = photos();
    // Long ago: a change within the same moment has another time.
    utimesSync(join(root, 'sub/b.txt'), 1, 1);
    const source = await opened(root);
    await all(source);
    change(root);
    await expect(source.sum()).rejects.toMatchObject({ code: 'file_failed' });
    await expect(reopenSource(root, source.size, source.mark)).rejects.toMatchObject({ code: 'file_failed' });
  }
});

test('a folder that has not changed goes on in a later run', async () => {
  const root = photos();
  const { size, mark } = await opened(root);
  const again = await reopenSource(root, size, mark);
  expect((await all(again)).subarray(-5).toString()).toBe('abdef');
  await again.close();
});

test('a folder that is too deep or has too long names is refused with a sentence', async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'd/'.repeat(MOST_DEPTH)), { recursive: true });
  await expect(walkFolder(root)).resolves.toMatchObject({ skipped: [] });
  mkdirSync(join(root, 'd/'.repeat(MOST_DEPTH + 1)), { recursive: true });
  await expect(walkFolder(root)).rejects.toMatchObject({ code: 'file_failed' });
  const long = temporaryFolder();
  mkdirSync(join(long, `${'n'.repeat(200)}/`.repeat(6)), { recursive: true });
  await expect(walkFolder(long)).rejects.toMatchObject({ code: 'file_failed' });
});

test('a folder with too much in it is refused with a sentence', async () => {
  await expect(walkFolder(photos(), 5)).resolves.toMatchObject({ skipped: [] });
  await expect(walkFolder(photos(), 4)).rejects.toThrow('at most 4 files and folders');
});
