import { describe, expect, test } from 'vitest';
import { DOUBTFUL } from '../../../src/testing/world/drive.ts';
import { digestLine, meetsAgain, modernScene, said } from './modern.ts';
import {
  BLOCK,
  block,
  blocks,
  ends,
  isOffered,
  isTaken,
  offers,
  paper,
  passes,
  scene,
  sent,
} from './paper.ts';

const LARGE = 65_536;

describe('a file we get from one who has the extension', () => {
  test('goes on after a new start where the disk is certain, when its sender offers it again', () => {
    const on = modernScene();
    isTaken(on, 10 * BLOCK);
    const bytes = paper(10 * BLOCK);
    on.friend.say(...blocks('7', bytes).slice(0, 6));
    on.stage.restart();
    meetsAgain(on);
    expect(said(on)).toEqual([]);
    on.friend.say(`filename 7 ${10 * BLOCK} ${BLOCK} a.txt`);
    expect(said(on)).toEqual([`filedata_error 7 ${6 * BLOCK - DOUBTFUL}`]);
    expect(on.stage.of('file_offer')).toHaveLength(1);
    on.friend.say(...blocks('7', bytes).slice(3), digestLine('7', bytes));
    expect(on.stage.disk.landed).toEqual([{ name: 'a.txt', bytes }]);
    expect(said(on).at(-1)).toBe(`filedata_ok 7 ${9 * BLOCK}`);
    expect(on.stage.disk.held).toBe(0);
  });

  test('begins anew where its unfinished file is gone', () => {
    const on = modernScene();
    isTaken(on, 10 * BLOCK);
    const bytes = paper(10 * BLOCK);
    on.friend.say(...blocks('7', bytes).slice(0, 6));
    on.stage.disk.drive.parts.clear();
    on.stage.restart();
    meetsAgain(on);
    on.friend.say(`filename 7 ${10 * BLOCK} ${BLOCK} a.txt`);
    expect(said(on)).toEqual(['filedata_error 7 0']);
    on.friend.say(...blocks('7', bytes), digestLine('7', bytes));
    expect(on.stage.disk.landed).toEqual([{ name: 'a.txt', bytes }]);
  });

  test('that has landed is not taken twice, also by a process that died before it could say so', () => {
    const on = modernScene();
    isTaken(on, BLOCK);
    const bytes = paper(BLOCK);
    const before = on.stage.store.load();
    on.friend.say(...blocks('7', bytes), digestLine('7', bytes));
    expect(on.stage.disk.landed).toHaveLength(1);
    const [kept] = before.files;
    if (kept?.direction !== 'in') throw new Error('nothing was kept');
    // As if nothing had been saved since, and the hidden name were still there.
    on.stage.store.apply([{ type: 'file', file: kept }]);
    on.stage.disk.drive.parts.set(kept.part, { bytes, length: BLOCK, safe: BLOCK, named: 'a.txt' });
    on.stage.restart();
    meetsAgain(on);
    expect(on.stage.engine.files()).toMatchObject([{ state: 'done', path: 'a.txt' }]);
    for (let time = 0; time < 3; time++) {
      on.friend.say(`filename 7 ${BLOCK} ${BLOCK} a.txt`, block('7', bytes, BLOCK));
      expect(said(on)).toEqual([`filedata_error 7 ${BLOCK}`, `filedata_ok 7 ${BLOCK}`]);
    }
    expect(on.stage.disk.landed).toHaveLength(1);
    expect(on.stage.disk.held).toBe(0);
  });

  test('that was refused is stopped when it is offered again, after a new start too', () => {
    const on = modernScene();
    const file = isOffered(on, BLOCK);
    on.stage.do({ type: 'refuse_file', file });
    on.stage.restart();
    meetsAgain(on);
    on.friend.say(`filename 7 ${BLOCK} ${BLOCK} a.txt`);
    expect(said(on)).toEqual(['file_stop_sending 7']);
    expect(on.stage.of('file_offer')).toHaveLength(1);
  });

  test('expires with its unfinished bytes after 30 days in which nobody went on with it, not before', () => {
    const on = modernScene();
    isTaken(on, 3 * BLOCK);
    on.friend.say(block('7', paper(3 * BLOCK), 0));
    on.friend.vanish();
    on.stage.pass(29 * 24 * 3_600_000);
    expect(ends(on)).toEqual([]);
    on.stage.pass(2 * 24 * 3_600_000);
    expect(ends(on)).toEqual([{ ok: false, why: 'Nothing came of it for 30 days: given up.' }]);
    expect(on.stage.disk.held).toBe(0);
  });
});

describe('a file we get from a client of old', () => {
  test('goes on after a new start of ours: its sender hears where', () => {
    const on = scene();
    isTaken(on, 10 * BLOCK);
    const bytes = paper(10 * BLOCK);
    on.friend.say(...blocks('7', bytes).slice(0, 6));
    on.stage.restart();
    on.stage.online();
    on.stage.work();
    on.stage.pass(5000);
    on.friend.meet({ supports: null });
    expect(on.friend.heard()).toContain(`filedata_error 7 ${3 * BLOCK}`);
    on.friend.say(...blocks('7', bytes).slice(3));
    expect(on.stage.disk.landed).toEqual([{ name: 'a.txt', bytes }]);
  });
});

describe('a file we send to one who has the extension', () => {
  test('is offered again after a break, and goes on where the receiver says, not before', () => {
    const on = modernScene();
    const bytes = paper(5 * LARGE);
    const { wire } = offers(on, bytes);
    sent(on);
    on.friend.say(`filedata_error ${wire} 0`);
    sent(on);
    meetsAgain(on);
    expect(sent(on)).toMatchObject({ offsets: [], others: [`filename ${wire} ${5 * LARGE} ${LARGE} a.txt`] });
    on.friend.say(`filedata_error ${wire} ${3 * LARGE}`);
    expect(sent(on).offsets).toEqual([3 * LARGE, 4 * LARGE, 5 * LARGE]);
  });

  test('goes on after a new start, and its digest covers what an earlier run sent', () => {
    const on = modernScene();
    const bytes = paper(3 * LARGE + 5);
    const { wire } = offers(on, bytes);
    on.friend.say(`filedata_error ${wire} 0`);
    on.stage.restart();
    meetsAgain(on);
    on.stage.work();
    expect(sent(on).others).toEqual([`filename ${wire} ${bytes.length} ${LARGE} a.txt`]);
    on.friend.say(`filedata_error ${wire} ${2 * LARGE}`);
    const { offsets, others } = sent(on);
    expect(offsets).toEqual([2 * LARGE, 3 * LARGE]);
    expect(others).toEqual([digestLine(wire, bytes)]);
    on.friend.say(`filedata_ok ${wire} ${3 * LARGE}`);
    expect(ends(on)).toEqual([{ ok: true, why: 'The file has arrived.' }]);
  });

  test.each([
    ['another content', (bytes: Uint8Array) => bytes.map((byte) => byte + 1)],
    ['another length', (bytes: Uint8Array) => bytes.subarray(1)],
  ])('that has %s after a new start is not sent on, in one sentence', (_, change) => {
    const on = modernScene();
    const bytes = paper(3 * LARGE);
    const { wire } = offers(on, bytes);
    on.friend.say(`filedata_error ${wire} 0`);
    sent(on);
    on.stage.disk.drive.put(change(bytes), '/home/0');
    on.stage.restart();
    meetsAgain(on);
    on.stage.work();
    expect(ends(on)).toEqual([{ ok: false, why: 'The file has been changed since it was offered.' }]);
    expect(sent(on).offsets).toEqual([]);
    expect(said(on)).toContain(`file_stop_receiving ${wire}`);
  });

  test('that changes while it is sent gets no digest, so nobody takes it for whole', () => {
    const on = modernScene();
    const { wire } = offers(on, paper(5 * LARGE));
    on.stage.disk.drive.put(paper(6 * LARGE), '/home/0');
    on.friend.say(`filedata_error ${wire} ${5 * LARGE}`);
    expect(sent(on).others.filter((line) => line.startsWith('file_digest'))).toEqual([]);
    expect(ends(on)).toEqual([{ ok: false, why: 'The file has been changed since it was offered.' }]);
  });

  test('whose receiver finds other bytes in it ends with a sentence that says so', () => {
    const on = modernScene();
    const { wire } = offers(on, paper(20));
    on.friend.say(`filedata_error ${wire} 0`, `file_stop_sending ${wire}`);
    expect(ends(on)).toEqual([
      { ok: false, why: expect.stringContaining('may have been changed meanwhile') },
    ]);
  });
});

describe('a file we send to a client of old', () => {
  test('goes on after a new start: the last block makes the receiver say where it stands', () => {
    const on = scene();
    const bytes = paper(40 * BLOCK);
    const { wire } = offers(on, bytes);
    for (let at = 0; at < 10; at++) on.friend.say(`filedata_ok ${wire} ${at * BLOCK}`);
    on.stage.restart();
    on.stage.online();
    on.stage.pass(5000);
    on.friend.meet({ supports: null });
    on.stage.work();
    expect(sent(on)).toEqual({ offsets: [40 * BLOCK], others: [] });
    on.friend.say(`filedata_error ${wire} ${20 * BLOCK}`);
    expect(sent(on).offsets[0]).toBe(20 * BLOCK);
  });

  test('begins anew where the receiver says nothing of the last block either', () => {
    const on = scene();
    offers(on, paper(40 * BLOCK));
    on.stage.restart();
    on.stage.online();
    on.stage.pass(5000);
    on.friend.meet({ supports: null });
    on.stage.work();
    sent(on);
    passes(on, 1);
    on.stage.work();
    expect(sent(on).offsets).toContain(0);
  });
});
