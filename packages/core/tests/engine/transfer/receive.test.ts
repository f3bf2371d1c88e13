import { describe, expect, test } from 'vitest';
import {
  BLOCK,
  block,
  blocks,
  comesBack,
  ends,
  isOffered,
  isTaken,
  md5,
  paper,
  passes,
  scene,
} from './paper.ts';

describe('a file we get', () => {
  test.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 40 * BLOCK + 17])(
    'of %i bytes lands whole, and each block is confirmed',
    (size) => {
      const on = scene();
      isTaken(on, size);
      const bytes = paper(size);
      on.friend.say(...blocks('7', bytes));
      expect(on.stage.disk.landed).toEqual([{ name: 'a.txt', bytes }]);
      expect(ends(on)).toEqual([{ ok: true, why: 'The file has arrived.' }]);
      expect(on.stage.of('file_end')[0]?.path).toBe('a.txt');
      const oks = on.friend.heard().filter((line) => line.startsWith('filedata_ok'));
      const count = Math.max(1, Math.ceil(size / BLOCK));
      expect(oks.slice(0, count)).toEqual(
        Array.from({ length: count }, (_, at) => `filedata_ok 7 ${at * BLOCK}`),
      );
      expect(on.stage.engine.files()).toMatchObject([{ state: 'done', path: 'a.txt', moved: size }]);
    },
  );

  test('leaves no trace before our user said yes, and no answer', () => {
    const on = scene();
    isOffered(on, 3 * BLOCK);
    on.friend.say(...blocks('7', paper(3 * BLOCK)));
    expect(on.stage.fileOutputs).toEqual([]);
    expect(on.friend.heard()).toEqual([]);
    expect(on.stage.engine.files()).toMatchObject([{ state: 'offered', moved: 0, size: 3 * BLOCK }]);
  });

  test('is asked for from its start on yes, and every 9 minutes before that', () => {
    const on = scene();
    const file = isOffered(on, BLOCK);
    passes(on, 19);
    const asked = () => on.friend.heard().filter((line) => line.startsWith('file'));
    expect(asked()).toEqual(['filedata_error 7 0', 'filedata_error 7 0']);
    expect(on.stage.do({ type: 'accept_file', file })).toMatchObject({
      ok: true,
      file: { state: 'running' },
    });
    expect(asked()).toEqual(['filedata_error 7 0']);
  });

  test('that our user refuses is stopped, and so are its late blocks', () => {
    const on = scene();
    const file = isOffered(on, BLOCK);
    on.stage.do({ type: 'cancel_file', file });
    expect(on.friend.heard()).toEqual(['file_stop_sending 7']);
    on.friend.say(block('7', paper(BLOCK), 0));
    expect(on.friend.heard()).toEqual(['file_stop_sending 7']);
    expect(on.stage.fileOutputs).toEqual([]);
  });

  test('reports a gap once, writes nothing beyond it, and goes on where it ends', () => {
    const on = scene();
    isTaken(on, 4 * BLOCK);
    const bytes = paper(4 * BLOCK);
    on.friend.say(block('7', bytes, 0), block('7', bytes, 2 * BLOCK), block('7', bytes, 3 * BLOCK));
    expect(on.friend.heard()).toEqual(['filedata_ok 7 0', `filedata_error 7 ${BLOCK}`]);
    on.friend.say(...blocks('7', bytes).slice(1));
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });

  test('confirms a block that comes again, and does not write it again', () => {
    const on = scene();
    isTaken(on, 3 * BLOCK);
    const bytes = paper(3 * BLOCK);
    on.friend.say(block('7', bytes, 0), block('7', bytes, 0), block('7', bytes, BLOCK), block('7', bytes, 0));
    expect(on.friend.heard()).toEqual([
      'filedata_ok 7 0',
      'filedata_ok 7 0',
      `filedata_ok 7 ${BLOCK}`,
      'filedata_ok 7 0',
    ]);
    on.friend.say(block('7', bytes, 2 * BLOCK));
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });

  test.each([1, 100, 4096, 65_536, 256 * 1024])('comes in blocks of any size: %i bytes', (length) => {
    const on = scene();
    const bytes = paper(3 * length + 1);
    on.friend.say(`filename 7 ${bytes.length} ${length} a`);
    on.stage.do({ type: 'accept_file', file: 1 });
    for (let at = 0; at < bytes.length; at += length) on.friend.say(block('7', bytes, at, length));
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });

  test('takes what is new of a block that overlaps', () => {
    const on = scene();
    isTaken(on, 100);
    const bytes = paper(100);
    on.friend.say(block('7', bytes, 0, 60), block('7', bytes, 40, 60));
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });

  test('asks again for a damaged block, keeps nothing of it, and is dropped after 16 in a row', () => {
    const on = scene();
    isTaken(on, BLOCK);
    const wrong = `filedata 7 0 ${md5(paper(1))} wrong`;
    on.friend.say(wrong);
    expect(on.friend.heard()).toEqual([]);
    on.stage.pass(61_000);
    expect(on.friend.heard()).toContain('filedata_error 7 0');
    for (let at = 0; at < 15; at++) on.friend.say(wrong);
    expect(ends(on)).toMatchObject([{ ok: false, why: expect.stringContaining('damaged') }]);
    expect(on.stage.of('violation')[0]?.what).toContain('damaged');
    expect(on.stage.fileOutputs.map(({ type }) => type)).toEqual(['file_create', 'file_discard']);
    expect(on.friend.heard()).toContain('file_stop_sending 7');
  });

  test('survives a lost connection: asks for what is missing', () => {
    const on = scene();
    isTaken(on, 3 * BLOCK);
    const bytes = paper(3 * BLOCK);
    on.friend.say(block('7', bytes, 0));
    comesBack(on);
    expect(on.friend.heard()).toContain(`filedata_error 7 ${BLOCK}`);
    on.friend.say(...blocks('7', bytes).slice(1));
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });

  test('asks again after a minute of silence, and is given up after an hour', () => {
    const on = scene();
    isTaken(on, 2 * BLOCK);
    on.friend.say(block('7', paper(2 * BLOCK), 0));
    on.friend.heard();
    on.stage.pass(61_000);
    expect(on.friend.heard()).toContain(`filedata_error 7 ${BLOCK}`);
    passes(on, 62);
    expect(ends(on)).toMatchObject([{ ok: false, why: expect.stringContaining('given up') }]);
    expect(on.stage.disk.held).toBe(0);
  });

  test('of which the sender missed the last word is confirmed again, not stopped', () => {
    const on = scene();
    isTaken(on, 10);
    on.friend.say(block('7', paper(10), 0));
    comesBack(on);
    on.friend.heard();
    on.friend.say(block('7', paper(10), 0));
    expect(on.friend.heard()).toEqual(['filedata_ok 7 0']);
    expect(on.stage.disk.landed).toHaveLength(1);
  });

  test('ends when its sender stops it, and nothing of it stays', () => {
    const on = scene();
    isTaken(on, 3 * BLOCK);
    on.friend.say(block('7', paper(3 * BLOCK), 0), 'file_stop_receiving 7');
    expect(ends(on)).toEqual([{ ok: false, why: 'The sender has stopped this file.' }]);
    expect(on.stage.disk.held).toBe(0);
    expect(on.stage.disk.landed).toEqual([]);
  });

  test('of which every byte is here is not stopped any more', () => {
    const on = scene();
    isTaken(on, 10);
    on.stage.slowDisk = true;
    on.friend.say(block('7', paper(10), 0), 'file_stop_receiving 7');
    on.stage.work();
    expect(on.stage.disk.landed).toHaveLength(1);
  });

  test('counts as arrived for its sender once it has its name, not before', () => {
    const on = scene();
    isTaken(on, BLOCK + 1);
    on.stage.slowDisk = true;
    on.friend.say(...blocks('7', paper(BLOCK + 1)));
    expect(on.friend.heard()).toEqual([]);
    on.stage.work();
    expect(on.friend.heard()).toEqual(['filedata_ok 7 0', `filedata_ok 7 ${BLOCK}`]);
  });

  test('may be offered again to go on with it, and is not offered twice', () => {
    const on = scene();
    isTaken(on, 3 * BLOCK);
    on.friend.say(block('7', paper(3 * BLOCK), 0));
    on.friend.heard();
    on.friend.say(`filename 7 ${3 * BLOCK} ${BLOCK} a.txt`);
    expect(on.friend.heard()).toEqual([`filedata_error 7 ${BLOCK}`]);
    on.friend.say(`filename 7 9 ${BLOCK} a.txt`);
    expect(on.stage.of('file_offer')).toHaveLength(1);
    expect(on.stage.of('violation')).toHaveLength(1);
  });
});
