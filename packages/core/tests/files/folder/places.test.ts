// Where hostile names end up: inside, under names of their own, with a bounded effort.
import { lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Maker, Places } from '../../../src/node/files/folder/places.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

async function put(places: Places, ...paths: string[][]): Promise<void> {
  for (const path of paths) await (await places.file(path)).close();
}

function tree(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

test.each([
  ['a name of dots', ['...'], 'unnamed'],
  ['a hidden one', ['.bashrc'], 'bashrc'],
  ['a backslash', ['..\\..\\x'], 'x'],
  ['a device', ['nul.txt'], '_nul.txt'],
  ['an option', ['-rf'], '_rf'],
  ['what turns the line around', ['cat\u202Egpj.exe'], 'catgpj.exe'],
  ['a drive', ['C:x'], 'C_x'],
])('%s is made safe, also as a folder', async (_what, path, name) => {
  const root = temporaryFolder();
  await put(new Places(root), path);
  expect(readdirSync(root)).toEqual([name]);
  const other = temporaryFolder();
  await put(new Places(other), [...path, 'f']);
  expect(tree(other)).toEqual([name, join(name, 'f')]);
});

test('names that become one when made safe get numbers, and a folder keeps its own for all that is in it', async () => {
  const root = temporaryFolder();
  await put(new Places(root), ['a?', '1'], ['a*', '1'], ['a?', '2'], ['a*', '1'], ['a*'], ['a_']);
  expect(tree(root)).toEqual(
    ['a_', 'a_/1', 'a_/2', 'a_ (2)', 'a_ (2)/1', 'a_ (2)/1 (2)', 'a_ (3)', 'a_ (4)'].sort(),
  );
});

function refuse(): never {
  throw Object.assign(new Error('taken'), { code: 'EEXIST' });
}

/** A file system that takes letters of both cases for one, as Windows and macOS have it. */
function caseless(): Maker {
  const taken = new Set<string>();
  const isTaken = (path: string): boolean => taken.size === taken.add(path.toLowerCase()).size;
  return {
    folder: async (path) => (isTaken(path) ? refuse() : mkdir(path)),
    file: async (path): Promise<FileHandle> => (isTaken(path) ? refuse() : open(path, 'wx')),
  };
}

test('letters of both cases are told apart where the file system does not', async () => {
  const paths = [['A.txt'], ['a.txt'], ['Dir', 'x'], ['dir', 'x'], ['DIR'], ['Dir', 'X']];
  const root = temporaryFolder();
  await put(new Places(root, caseless()), ...paths);
  expect(tree(root)).toEqual(
    ['A.txt', 'a (2).txt', 'Dir', 'Dir/x', 'Dir/X (2)', 'dir (2)', 'dir (2)/x', 'DIR (3)'].sort(),
  );
});

test('thousands of names that are one cost no more than thousands of tries', async () => {
  let tries = 0;
  const counted: Maker = caseless();
  const maker: Maker = {
    folder: (path) => counted.folder(path),
    file: (path) => {
      tries++;
      return counted.file(path);
    },
  };
  const places = new Places(temporaryFolder(), maker);
  // Each is written in another way, and all are the same.
  for (let at = 0; at < 2000; at++) {
    const bits = at.toString(2).padStart(11, '0');
    await put(places, [Array.from(bits, (bit) => (bit === '1' ? 'A' : 'a')).join('')]);
  }
  expect(tries).toBeLessThan(4100);
});

test.skipIf(process.platform === 'win32')(
  'nothing is written through a link that somebody laid there',
  async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    symlinkSync(outside, join(root, 'dir'));
    symlinkSync(join(outside, 'made'), join(root, 'file'));
    await put(new Places(root), ['dir', 'x'], ['file']);
    expect(readdirSync(outside)).toEqual([]);
    expect(tree(root)).toEqual(['dir', 'dir (2)', 'dir (2)/x', 'file', 'file (2)'].sort());
    expect(lstatSync(join(root, 'file')).isSymbolicLink()).toBe(true);
  },
);

test.skipIf(process.platform === 'win32')(
  'only this user may read what is made, whatever the umask says',
  async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'r'));
    await put(new Places(join(root, 'r')), ['d', 'f']);
    expect(lstatSync(join(root, 'r/d')).mode & 0o077).toBe(0);
    expect(lstatSync(join(root, 'r/d/f')).mode & 0o077).toBe(0);
  },
);
