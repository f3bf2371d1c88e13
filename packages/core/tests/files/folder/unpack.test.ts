// A folder that comes, byte by byte, from an honest sender and from others.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeList, type FolderEntry } from '../../../src/folder/list.ts';
import { FileDesk } from '../../../src/node/files/desk.ts';
import { create, desk, discard, finish, PART } from '../desk.ts';

const file = (path: string, size: number): FolderEntry => ({ path: path.split('/'), size });
const folder = (path: string): FolderEntry => ({ path: path.split('/'), size: null });
const ENTRIES = [folder('empty'), folder('sub'), file('sub/b.txt', 3), file('a.txt', 2), file('none', 0)];
const HONEST = bytesOf(ENTRIES, 'defab');

function bytesOf(entries: readonly FolderEntry[], content: string): Uint8Array {
  return Buffer.concat([encodeList(entries), Buffer.from(content)]);
}

/** All of it arrives at a desk. */
function arrives(bytes: Uint8Array, items: number, at = desk()) {
  const written = { type: 'file_write', file: 1, offset: 0, bytes: bytes.slice() } as const;
  at.perform(create(bytes.length, 'photos', items), written, finish);
  return at;
}

describe('a folder that comes', () => {
  test('is made of its list, with what is empty, and nothing else is left', async () => {
    const { hears, folder: here, perform, desk: made } = arrives(HONEST, 3);
    expect(await hears('file_landed')).toMatchObject({ path: join(here, 'photos') });
    const tree = readdirSync(join(here, 'photos'), { recursive: true }).map(String).sort();
    expect(tree).toEqual(['a.txt', 'empty', 'none', 'sub', join('sub', 'b.txt')]);
    expect(readFileSync(join(here, 'photos/sub/b.txt'), 'utf8')).toBe('def');
    expect(readFileSync(join(here, 'photos/a.txt'), 'utf8')).toBe('ab');
    expect(readFileSync(join(here, 'photos/none'), 'utf8')).toBe('');
    perform(discard);
    await made.close();
    expect(readdirSync(here)).toEqual(['photos']);
  });

  test('with nothing in it is an empty folder', async () => {
    const { hears, folder: here } = arrives(bytesOf([], ''), 0);
    await hears('file_landed');
    expect(readdirSync(join(here, 'photos'))).toEqual([]);
  });

  test('never takes the place of another, be it empty, nor of a file', async () => {
    const at = desk();
    mkdirSync(join(at.folder, 'photos'));
    writeFileSync(join(at.folder, 'photos (2)'), 'mine');
    arrives(HONEST, 3, at);
    expect(await at.hears('file_landed')).toMatchObject({ path: join(at.folder, 'photos (3)') });
    expect(readdirSync(join(at.folder, 'photos'))).toEqual([]);
    expect(readFileSync(join(at.folder, 'photos (2)'), 'utf8')).toBe('mine');
  });

  test('is not begun where the disk has no room for it twice', async () => {
    const at = desk();
    at.perform(create(Number.MAX_SAFE_INTEGER / 2, 'photos', 1));
    await at.hears('file_full');
    expect(at.heard.map(({ type }) => type)).toEqual(['file_full']);
  });
});

describe('a sender that lies', () => {
  const LONG = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x61]);
  test.each<[string, Uint8Array, number]>([
    ['leads out of it', bytesOf([{ path: ['..', 'torchat-escaped'], size: 5 }], 'hello'), 1],
    ['leads out by a folder', bytesOf([{ path: ['..', '..', 'torchat-escaped'], size: null }], ''), 0],
    ['names an absolute path', bytesOf([{ path: ['', 'tmp', 'torchat-escaped'], size: 5 }], 'hello'), 1],
    ['brings more files than were offered', HONEST, 2],
    ['brings fewer files than were offered', HONEST, 4],
    ['brings more bytes than its list says', bytesOf([file('a', 2)], 'abc'), 1],
    ['brings fewer bytes than its list says', bytesOf([file('a', 4)], 'abc'), 1],
    ['names a list longer than all there is', LONG, 1],
    ['brings no list', new Uint8Array(), 0],
    ['brings half the length of one', Uint8Array.of(0, 0), 0],
    ['counts beyond what numbers hold', bytesOf([file('a', Number.MAX_SAFE_INTEGER), file('b', 9)], 'x'), 2],
  ])('and %s leaves nothing, and gets one sentence', async (_what, bytes, items) => {
    const { hears, folder: here, desk: made } = arrives(bytes, items);
    expect(await hears('file_failed')).toMatchObject({
      why: 'What arrived is not the folder that was offered: it is dropped.',
    });
    await made.close();
    expect(readdirSync(here)).toEqual([]);
    expect(existsSync(join(here, '../torchat-escaped'))).toBe(false);
  });

  test('and names one thing twice, or a file as a folder, gets each a name of its own', async () => {
    const twice = [file('a', 1), file('a', 1), file('a/b', 1), folder('a'), file('a/c', 1)];
    const { hears, folder: here } = arrives(bytesOf(twice, '1234'), 4);
    await hears('file_landed');
    const tree = readdirSync(join(here, 'photos'), { recursive: true }).map(String).sort();
    expect(tree).toEqual(['a', 'a (2)', 'a (3)', join('a (3)', 'b'), join('a (3)', 'c')]);
  });
});

describe('what an earlier run left of a folder', () => {
  test('half made is made anew', async () => {
    const at = desk();
    mkdirSync(join(at.folder, `${PART}.d`, 'old'), { recursive: true });
    arrives(HONEST, 3, at);
    await at.hears('file_landed');
    expect(readdirSync(join(at.folder, 'photos')).sort()).toEqual(['a.txt', 'empty', 'none', 'sub']);
  });

  test('and nobody knows of is removed at the start, and when it is discarded', async () => {
    const { folder: here } = desk();
    const lost = join(here, `${PART}.d`);
    mkdirSync(join(lost, 'old'), { recursive: true });
    const next = new FileDesk({ folder: here, mark: 'abcd', put: () => undefined });
    await next.open([], []);
    expect(readdirSync(here)).toEqual([]);
    mkdirSync(join(lost, 'old'), { recursive: true });
    next.perform(discard);
    expect(readdirSync(here)).toEqual([]);
    await next.close();
  });

  test('that is stopped while it is made leaves nothing; where the run ends, what came is kept', async () => {
    for (const stop of ['discard', 'close'] as const) {
      const many = Array.from({ length: 300 }, (_, at) => file(`${at}`, 1));
      const at = arrives(bytesOf(many, 'x'.repeat(300)), 300);
      // By then the desk was told to finish, and has not: it has yet to open its file.
      if (stop === 'discard') at.perform(discard);
      await at.desk.close();
      expect(readdirSync(at.folder)).toEqual(stop === 'discard' ? [] : [PART]);
      expect(at.heard.filter(({ type }) => type === 'file_landed')).toEqual([]);
    }
  });
});
