import { describe, expect, test } from 'vitest';
import { BLOCK, comesBack, ends, offers, paper, passes, scene, sent } from './paper.ts';

const to = (count: number, first = 0) => Array.from({ length: count }, (_, at) => (first + at) * BLOCK);

describe('a file we send', () => {
  test('is announced on the connection that the contact made, and so are its blocks', () => {
    const on = scene();
    const { wire } = offers(on, paper(10), 'holiday photo.jpg');
    expect(wire).toMatch(/^\d{1,10}$/u);
    expect(on.stage.heard(on.friend.in)).toEqual([
      `filename ${wire} 10 8192 holiday photo.jpg`,
      expect.stringMatching(new RegExp(`^filedata ${wire} 0 [0-9a-f]{32} `, 'u')),
    ]);
    expect(on.friend.heard()).toEqual([]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [BLOCK - 1, 1],
    [BLOCK, 2],
    [BLOCK + 1, 2],
    [3 * BLOCK, 4],
  ])('of %i bytes has %i blocks: one of n blocks has an empty one at its end', (size, count) => {
    const on = scene();
    offers(on, paper(size));
    expect(sent(on).offsets).toEqual(to(count));
  });

  test('goes 17 blocks far before the first answer, then 16 beyond what is confirmed', () => {
    const on = scene();
    const { wire } = offers(on, paper(100 * BLOCK));
    expect(sent(on).offsets).toEqual(to(17));
    on.friend.say(`filedata_ok ${wire} 0`);
    expect(sent(on).offsets).toEqual([]);
    on.friend.say(`filedata_ok ${wire} ${BLOCK}`);
    expect(sent(on).offsets).toEqual(to(1, 17));
    on.friend.say(`filedata_ok ${wire} ${2 * BLOCK}`);
    expect(sent(on).offsets).toEqual(to(1, 18));
    on.friend.say(`filedata_ok ${wire} ${5 * BLOCK}`);
    expect(sent(on).offsets).toEqual(to(3, 19));
  });

  test('has arrived with the word for its last bytes; what comes after that is no matter (quirk 5)', () => {
    const on = scene();
    const { wire } = offers(on, paper(2 * BLOCK));
    on.friend.say(`filedata_ok ${wire} 0`, `filedata_ok ${wire} ${BLOCK}`);
    expect(ends(on)).toEqual([{ ok: true, why: 'The file has arrived.' }]);
    on.friend.heard();
    on.friend.say(`file_stop_sending ${wire}`);
    expect(ends(on)).toHaveLength(1);
    expect(on.friend.heard()).toEqual([]);
    expect(on.stage.disk.held).toBe(0);
  });

  test('goes on from wherever the receiver wants, the start included', () => {
    const on = scene();
    const { wire } = offers(on, paper(100 * BLOCK));
    for (let at = 0; at < 10; at++) on.friend.say(`filedata_ok ${wire} ${at * BLOCK}`);
    sent(on);
    on.friend.say(`filedata_error ${wire} ${3 * BLOCK}`);
    expect(sent(on).offsets).toEqual(to(16, 3));
    // Never behind what it wants.
    on.friend.say(`filedata_error ${wire} 20000`);
    expect(sent(on).offsets).toEqual(to(16, 2));
    on.friend.say(`filedata_error ${wire} 0`);
    expect(sent(on).offsets).toEqual(to(17));
  });

  test('starts when jTorChat asks for its start, however late', () => {
    const on = scene();
    const { wire } = offers(on, paper(3 * BLOCK));
    sent(on);
    passes(on, 40);
    sent(on);
    on.friend.say(`filedata_error ${wire} 0`);
    expect(sent(on).offsets).toEqual(to(4));
    expect(ends(on)).toEqual([]);
  });

  test('is sent again from where it was confirmed when nothing is heard, one block, ever more seldom (quirk 1)', () => {
    const on = scene();
    const { wire } = offers(on, paper(100 * BLOCK));
    for (const at of [0, 1, 2]) on.friend.say(`filedata_ok ${wire} ${at * BLOCK}`);
    sent(on);
    on.stage.pass(19_000);
    expect(sent(on).offsets).toEqual([]);
    on.stage.pass(2_000);
    expect(sent(on).offsets).toEqual([3 * BLOCK]);
    on.stage.pass(38_000);
    expect(sent(on).offsets).toEqual([]);
    on.stage.pass(3_000);
    expect(sent(on).offsets).toEqual([3 * BLOCK]);
    on.friend.say(`filedata_ok ${wire} ${3 * BLOCK}`);
    expect(sent(on).offsets).toEqual(to(16, 4));
  });

  test('is given up after an hour without a word', () => {
    const on = scene();
    const { wire } = offers(on, paper(3 * BLOCK));
    passes(on, 65);
    expect(ends(on)).toEqual([{ ok: false, why: 'The other side does not answer: given up.' }]);
    expect(on.friend.heard()).toContain(`file_stop_receiving ${wire}`);
    expect(on.stage.disk.held).toBe(0);
  });

  test('survives a lost connection: no second offer, one block from where it was confirmed, then what is asked for', () => {
    const on = scene();
    const { wire } = offers(on, paper(100 * BLOCK));
    for (const at of [0, 1]) on.friend.say(`filedata_ok ${wire} ${at * BLOCK}`);
    sent(on);
    comesBack(on);
    expect(sent(on)).toEqual({ offsets: [2 * BLOCK], others: [] });
    on.friend.say(`filedata_error ${wire} ${BLOCK}`);
    expect(sent(on).offsets).toEqual(to(16, 1));
  });

  test('is offered anew where the offer was lost with its connection, once', () => {
    const on = scene();
    const { wire } = offers(on, paper(BLOCK));
    comesBack(on);
    sent(on);
    on.friend.say(`file_stop_sending ${wire}`);
    const [again] = sent(on).others;
    expect(again).toMatch(/^filename \d+ 8192 8192 a.txt$/u);
    const fresh = again?.split(' ')[1] ?? '';
    expect(fresh).not.toBe(wire);
    on.friend.say(`file_stop_sending ${fresh}`);
    expect(ends(on)).toEqual([{ ok: false, why: 'The other side does not take this file.' }]);
  });

  test('waits for a contact that is offline', () => {
    const on = scene();
    on.friend.vanish();
    const { key } = offers(on, paper(10));
    expect(on.stage.engine.files()).toMatchObject([
      { key, direction: 'out', state: 'waiting', moved: 0, size: 10 },
    ]);
    on.stage.pass(5000);
    on.friend.meet({ supports: null });
    expect(sent(on)).toMatchObject({ offsets: [0], others: [expect.stringContaining('filename')] });
  });

  test('ends when the receiver stops it, who hears of it', () => {
    const on = scene();
    const { wire } = offers(on, paper(BLOCK));
    on.friend.say(`filedata_error ${wire} 0`);
    on.friend.heard();
    on.friend.say(`file_stop_sending ${wire}`);
    expect(ends(on)).toEqual([{ ok: false, why: 'The other side does not take this file.' }]);
    expect(on.friend.heard()).toEqual([`file_stop_receiving ${wire}`]);
  });

  test('ends with the wrong word of a legacy receiver, too (quirk 3)', () => {
    const on = scene();
    const { wire } = offers(on, paper(BLOCK));
    on.friend.say(`filedata_error ${wire} 0`, `file_stop_receiving ${wire}`);
    expect(ends(on)).toHaveLength(1);
    on.friend.heard();
    sent(on);
    on.friend.say(`filedata_ok ${wire} 0`);
    expect(on.friend.heard()).toEqual([`file_stop_receiving ${wire}`]);
    expect(sent(on).offsets).toEqual([]);
  });

  test('ends when our user wants it, and the receiver hears of it', () => {
    const on = scene();
    const { key, wire } = offers(on, paper(BLOCK));
    expect(on.stage.do({ type: 'cancel_file', file: key })).toEqual({ ok: true });
    expect(on.friend.heard()).toEqual([`file_stop_receiving ${wire}`]);
    expect(ends(on)).toEqual([{ ok: false, why: 'You have stopped this file.' }]);
    expect(on.stage.disk.held).toBe(0);
    expect(on.stage.do({ type: 'cancel_file', file: key })).toMatchObject({
      ok: false,
      code: 'unknown_file',
    });
  });

  test('ends with one sentence when it cannot be read', () => {
    const on = scene();
    on.stage.slowDisk = true;
    const { key, wire } = offers(on, paper(BLOCK));
    on.stage.put({ type: 'file_failed', file: key, why: 'The file has become shorter.' });
    expect(ends(on)).toEqual([{ ok: false, why: 'The file has become shorter.' }]);
    expect(on.friend.heard()).toEqual([`file_stop_receiving ${wire}`]);
  });

  test('stops while the link is full and goes on when it has room', () => {
    const on = scene();
    on.stage.put({ type: 'congested', link: on.friend.in });
    const { wire } = offers(on, paper(3 * BLOCK));
    expect(sent(on).offsets).toEqual([]);
    on.stage.put({ type: 'drained', link: on.friend.in });
    on.stage.work();
    expect(sent(on).offsets).toEqual(to(4));
    expect(wire).not.toBe('');
  });

  test('shows its progress at most twice a second', () => {
    const on = scene();
    const { wire } = offers(on, paper(100 * BLOCK));
    for (let at = 0; at < 50; at++) {
      on.stage.pass(50);
      on.friend.say(`filedata_ok ${wire} ${at * BLOCK}`);
    }
    const shown = on.stage.of('file_progress').map(({ file }) => file.moved);
    expect(shown.length).toBeLessThanOrEqual(6);
    expect(shown.at(-1)).toBeGreaterThan(40 * BLOCK);
  });
});
