import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { LOOK_AFTER } from '../../src/node/files/room.ts';
import { create, desk, finishAs } from './desk.ts';

const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }));
vi.mock(import('../../src/node/files/room.ts'), async (real) => ({
  ...(await real()),
  roomIn: () => Promise.resolve(disk.room),
}));
afterEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
});

test('keeps every byte that was written when the disk fills up, and goes on there when it has room', async () => {
  const bytes = Buffer.alloc(3 * LOOK_AFTER, 'not only zeros');
  const { desk: made, folder, heard, hears, perform } = desk();
  const write = (offset: number, end: number) =>
    perform({ type: 'file_write', file: 1, offset, bytes: Uint8Array.from(bytes.subarray(offset, end)) });
  perform(create(bytes.length));
  await hears('file_ready');
  disk.room = -1;
  write(0, LOOK_AFTER);
  write(LOOK_AFTER, bytes.length);
  await hears('file_full');
  heard.length = 0;
  perform(create(bytes.length));
  await hears('file_full');
  heard.length = 0;
  disk.room = bytes.length;
  perform(create(bytes.length));
  expect(await hears('file_ready')).toMatchObject({ upTo: LOOK_AFTER });
  write(LOOK_AFTER, bytes.length);
  perform(finishAs(bytes));
  await hears('file_landed');
  expect(readFileSync(join(folder, 'a.txt')).equals(bytes)).toBe(true);
  perform({ type: 'file_discard', file: 1, folder: null, part: 'aa' });
  await made.close();
  expect(readdirSync(folder)).toEqual(['a.txt']);
});
