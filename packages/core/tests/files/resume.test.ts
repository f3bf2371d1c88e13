import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOUBTFUL } from '../../src/node/files/part.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { create, desk, discard, finish, finishAs, PART, write } from './desk.ts';

const LARGE = 3 * DOUBTFUL;

function piece(bytes: Uint8Array, offset: number) {
  return { type: 'file_write', file: 1, offset, bytes: bytes.slice(offset) } as const;
}

/** Offered in one run, opened again in another. */
async function offered(change: (path: string) => void) {
  const first = desk();
  const path = join(first.folder, 'b.bin');
  writeFileSync(path, 'x'.repeat(100));
  utimesSync(path, 1000, 1000);
  const { mark, size } = await first.desk.offer(path);
  await first.desk.close();
  change(path);
  const second = desk(first.folder);
  second.perform({ type: 'file_open', file: 1, path, mark, size });
  return second;
}

describe('an unfinished file', () => {
  test('goes on in another run after what is certain of it, and its sum covers both', async () => {
    const folder = temporaryFolder();
    const bytes = randomBytes(LARGE);
    writeFileSync(join(folder, PART), bytes.subarray(0, 2 * DOUBTFUL + 7));
    const { perform, hears } = desk(folder);
    perform(create(LARGE));
    expect(await hears('file_ready')).toMatchObject({ upTo: DOUBTFUL + 7 });
    perform(piece(bytes, DOUBTFUL + 7), finishAs(bytes));
    expect(await hears('file_landed')).toMatchObject({ path: join(folder, 'a.txt') });
    expect(readFileSync(join(folder, 'a.txt')).equals(bytes)).toBe(true);
  });

  test('is safe when its desk has closed, and goes on from there', async () => {
    const bytes = randomBytes(LARGE);
    const first = desk();
    first.perform(create(LARGE), { ...piece(bytes, 0), bytes: bytes.slice(0, 2 * DOUBTFUL) });
    await first.hears('file_written');
    await first.desk.close();
    const second = desk(first.folder);
    second.perform(create(LARGE));
    const ready = await second.hears('file_ready');
    const upTo = ready.type === 'file_ready' ? ready.upTo : 0;
    second.perform(piece(bytes, upTo), finishAs(bytes));
    await second.hears('file_landed');
    expect(readFileSync(join(first.folder, 'a.txt')).equals(bytes)).toBe(true);
  });

  test('of which bytes were changed on the disk gets no name', async () => {
    const folder = temporaryFolder();
    const bytes = randomBytes(LARGE);
    const bad = Buffer.from(bytes.subarray(0, 2 * DOUBTFUL));
    bad[5] = (bad[5] ?? 0) ^ 1;
    writeFileSync(join(folder, PART), bad);
    const { perform, hears } = desk(folder);
    perform(create(LARGE));
    await hears('file_ready');
    perform(piece(bytes, DOUBTFUL), finishAs(bytes));
    expect(await hears('file_failed')).toMatchObject({ why: expect.stringContaining('not what was sent') });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is larger than the file can be is not taken for whole', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, PART), new Uint8Array(2 * LARGE));
    const { perform, hears } = desk(folder);
    perform(create(LARGE));
    expect(await hears('file_ready')).toMatchObject({ upTo: LARGE - DOUBTFUL });
  });

  test('that has got its name, and whose process died before it said so, is found by it and left as it is', async () => {
    const folder = temporaryFolder();
    const bytes = randomBytes(10);
    writeFileSync(join(folder, 'a.txt'), 'another one');
    writeFileSync(join(folder, PART), bytes);
    linkSync(join(folder, PART), join(folder, 'a (2).txt'));
    const { perform, hears, desk: made } = desk(folder);
    perform(create(10));
    expect(await hears('file_landed')).toMatchObject({ path: join(folder, 'a (2).txt') });
    perform(discard);
    await made.close();
    expect(readdirSync(folder).sort()).toEqual(['a (2).txt', 'a.txt']);
    expect(readFileSync(join(folder, 'a (2).txt')).equals(bytes)).toBe(true);
  });

  test('that somebody else holds under another name is left to him, and begun anew', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, PART), 'xx');
    linkSync(join(folder, PART), join(folder, 'his'));
    const { perform, hears } = desk(folder);
    perform(create(3), write(0, 'abc'), finish);
    expect(await hears('file_landed')).toMatchObject({ path: join(folder, 'a.txt') });
    expect(readFileSync(join(folder, 'his'), 'utf8')).toBe('xx');
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('abc');
  });

  test.skipIf(process.platform === 'win32')(
    'in whose place lies a link is not written through it',
    async () => {
      const folder = temporaryFolder();
      const target = join(temporaryFolder(), 'precious');
      writeFileSync(target, 'mine');
      symlinkSync(target, join(folder, PART));
      const { perform, hears } = desk(folder);
      perform(create(3), write(0, 'abc'));
      await hears('file_failed');
      expect(readFileSync(target, 'utf8')).toBe('mine');
    },
  );

  test('beyond 4 GiB goes on there', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const size = 5 * 2 ** 30 + 3;
    writeFileSync(join(folder, PART), '');
    // Holes: nothing of it is on the disk.
    truncateSync(join(folder, PART), size - 3);
    const { perform, hears } = desk(folder);
    perform(create(size));
    expect(await hears('file_ready')).toMatchObject({ upTo: size - 3 - DOUBTFUL });
    const rest = new Uint8Array(DOUBTFUL + 3).fill(7);
    perform({ type: 'file_write', file: 1, offset: size - 3 - DOUBTFUL, bytes: rest }, finish);
    await hears('file_landed');
    expect(statSync(join(folder, 'a.txt')).size).toBe(size);
  });
});

describe('a folder with unfinished files', () => {
  test('keeps those that are known, and those of other accounts where it is shared', async () => {
    const folder = temporaryFolder();
    const { desk: made } = desk(folder);
    const others = '.torchat-ffff-bb.part';
    const lost = '.torchat-abcd-cc.part';
    for (const name of [PART, others, lost]) writeFileSync(join(folder, name), 'x');
    const known = { direction: 'in', folder: null, part: 'aa' } as never;
    await made.open([known], []);
    expect(readdirSync(folder).sort()).toEqual([PART, others].sort());
    const chosen = temporaryFolder();
    for (const name of [PART, others, lost]) writeFileSync(join(chosen, name), 'x');
    await made.open([known], [{ files: { consent: 'ask', upTo: 0, folder: chosen } }]);
    expect(readdirSync(chosen).sort()).toEqual([PART, others].sort());
  });
});

describe('a file to send', () => {
  test('is opened again in another run when it is the same', async () => {
    const { hears } = await offered(() => undefined);
    expect(await hears('file_opened')).toMatchObject({ file: 1 });
  });

  test.each([
    ['was written to, with its length kept', (path: string) => writeFileSync(path, 'y'.repeat(100))],
    ['is longer', (path: string) => writeFileSync(path, 'x'.repeat(101))],
    [
      'is another one of the same length and time',
      (path: string) => {
        writeFileSync(`${path}.new`, 'z'.repeat(100));
        utimesSync(`${path}.new`, 1000, 1000);
        renameSync(`${path}.new`, path);
      },
    ],
  ])('that %s is not sent on, and a sentence says why', async (_, change) => {
    const { hears } = await offered(change);
    expect(await hears('file_failed')).toMatchObject({ why: expect.stringContaining('has been changed') });
  });

  test('that is gone says so', async () => {
    const { hears } = await offered((path) => renameSync(path, `${path}.away`));
    expect(await hears('file_failed')).toMatchObject({ why: 'There is no such file.' });
  });

  test('is summed over all of it, wherever reading began', async () => {
    const { desk: made, hears, perform, folder } = desk();
    const bytes = randomBytes(3_000_000);
    writeFileSync(join(folder, 'b.bin'), bytes);
    const { source } = await made.offer(join(folder, 'b.bin'));
    perform({ type: 'file_read', file: 1, source, offset: 2_000_000, length: 500_000 });
    await hears('file_block');
    perform({ type: 'file_sum', file: 1, source });
    expect(await hears('file_digest')).toMatchObject({ digest: finishAs(bytes).digest });
  });

  test('that was written to while it was sent has no sum', async () => {
    const { desk: made, hears, perform, folder } = desk();
    const path = join(folder, 'b.bin');
    writeFileSync(path, 'x'.repeat(100));
    utimesSync(path, 1000, 1000);
    const { source } = await made.offer(path);
    perform({ type: 'file_read', file: 1, source, offset: 0, length: 100 });
    await hears('file_block');
    writeFileSync(path, 'y'.repeat(100));
    perform({ type: 'file_sum', file: 1, source });
    expect(await hears('file_failed')).toMatchObject({ why: expect.stringContaining('has been changed') });
  });

  test('of more than 4 GiB is read there', async () => {
    const { desk: made, hears, perform, folder } = desk();
    const path = join(folder, 'huge.bin');
    writeFileSync(path, '');
    truncateSync(path, 5 * 2 ** 30);
    const { source, size } = await made.offer(path);
    expect(size).toBe(5 * 2 ** 30);
    perform({ type: 'file_read', file: 1, source, offset: size - 10, length: 10 });
    expect(await hears('file_block')).toMatchObject({ offset: size - 10, bytes: new Uint8Array(10) });
    expect(existsSync(path)).toBe(true);
  });
});
