import { describe, expect, test } from 'vitest';
import { FILES_PER_CONTACT, FILES_REMEMBERED } from '../../../src/engine/timing.ts';
import { digestLine, modernScene, said } from './modern.ts';
import { BLOCK, block, blocks, ends, isTaken, offers, paper, sent } from './paper.ts';

const LARGE = 65_536;

describe('a sender', () => {
  test.each([
    ['of other bytes', digestLine('7', paper(2 * BLOCK + 1))],
    ['of nothing', `file_digest 7 ${'0'.repeat(64)}`],
  ])('who tells a digest %s gets nothing under a name', (_, line) => {
    const on = modernScene();
    isTaken(on, 2 * BLOCK);
    on.friend.say(...blocks('7', paper(2 * BLOCK)), line);
    expect(on.stage.disk.landed).toEqual([]);
    expect(on.stage.disk.held).toBe(0);
    expect(ends(on)).toEqual([{ ok: false, why: 'What arrived is not what was sent.' }]);
    expect(said(on).at(-1)).toBe('file_stop_sending 7');
  });

  test.each(['', 'x', 'AB'.repeat(32), '0'.repeat(63), '0'.repeat(65), '٣'.repeat(64)])(
    'whose digest is %j is told of, and nothing lands',
    (digest) => {
      const on = modernScene();
      isTaken(on, 10);
      on.friend.say(block('7', paper(10), 0), `file_digest 7 ${digest}`);
      expect(on.stage.of('violation')).toHaveLength(1);
      expect(on.stage.disk.landed).toEqual([]);
    },
  );

  test('who withholds the digest hears no last word, however often he sends the end, and takes no memory', () => {
    const on = modernScene();
    isTaken(on, 2 * BLOCK);
    const bytes = paper(2 * BLOCK);
    on.friend.say(...blocks('7', bytes));
    said(on);
    for (let at = 0; at < 1000; at++) on.friend.say(block('7', bytes, BLOCK));
    expect(said(on)).toEqual([]);
    expect(on.stage.disk.landed).toEqual([]);
    const [file] = on.stage.core.files.values();
    expect(file?.side === 'in' && file.unconfirmed.length).toBe(1);
    on.friend.say(digestLine('7', bytes));
    expect(said(on)).toEqual([`filedata_ok 7 ${BLOCK}`]);
  });

  test('who tells the digest first, and twice, gets the file by the last one', () => {
    const on = modernScene();
    isTaken(on, 2 * BLOCK);
    const bytes = paper(2 * BLOCK);
    on.friend.say(`file_digest 7 ${'0'.repeat(64)}`, digestLine('7', bytes), ...blocks('7', bytes));
    expect(on.stage.disk.landed).toHaveLength(1);
  });

  test('who offers one file a hundred thousand times draws a bounded number of answers', () => {
    const on = modernScene();
    isTaken(on, 2 * BLOCK);
    for (let at = 0; at < 100_000; at++) on.friend.say(`filename 7 ${2 * BLOCK} ${BLOCK} a.txt`);
    expect(said(on).length).toBeLessThanOrEqual(64);
    expect(on.stage.of('file_progress').length).toBeLessThan(10);
  });

  test('who pauses and goes on a hundred thousand times is not shown each time', () => {
    const on = modernScene();
    isTaken(on, 2 * BLOCK);
    for (let at = 0; at < 100_000; at++)
      on.friend.say('file_pause_receiving 7', `filename 7 ${2 * BLOCK} ${BLOCK} a.txt`);
    expect(on.stage.of('file_progress').length).toBeLessThan(30);
  });

  test('who offers and takes back ten thousand times leaves nothing in the store', () => {
    const on = modernScene();
    for (let at = 0; at < 10_000; at++)
      on.friend.say(`filename ${at} ${2 * BLOCK} ${BLOCK} a.txt`, `file_stop_receiving ${at}`);
    expect(on.stage.store.load().files).toEqual([]);
    expect(on.stage.engine.files()).toEqual([]);
  });

  test('whose thousands of files end leaves a bounded number of them in the store', () => {
    const on = modernScene();
    on.stage.do({
      type: 'file_policy',
      id: on.friend.id,
      policy: { consent: 'always', upTo: BLOCK, folder: null },
    });
    for (let at = 0; at < 2000; at++)
      on.friend.say(
        `filename ${at} 1 ${BLOCK} a.txt`,
        block(`${at}`, paper(1), 0),
        digestLine(`${at}`, paper(1)),
      );
    expect(on.stage.store.load().files).toHaveLength(FILES_REMEMBERED);
  });

  test('who pauses what he never offered, or sums it, moves nothing', () => {
    const on = modernScene();
    on.friend.say('file_pause_receiving 1', 'file_pause_sending 1', digestLine('1', paper(1)));
    expect(said(on)).toEqual([]);
    expect(on.stage.events.filter(({ type }) => type.startsWith('file'))).toEqual([]);
  });

  test('who offers thousands at once, with 2^53 - 1 bytes each, is heard for some', () => {
    const on = modernScene();
    for (let at = 0; at < 5000; at++)
      on.friend.say(`filename ${at} ${Number.MAX_SAFE_INTEGER} ${BLOCK} a.txt`);
    expect(on.stage.store.load().files).toHaveLength(FILES_PER_CONTACT);
    expect(on.stage.fileOutputs).toEqual([]);
  });
});

describe('a receiver', () => {
  test('who goes backwards without end makes us read a bounded number of blocks, and sum nothing again', () => {
    const on = modernScene();
    const { wire } = offers(on, paper(3 * LARGE));
    on.friend.say(`filedata_error ${wire} 0`);
    const before = on.stage.fileOutputs.length;
    for (let at = 0; at < 100_000; at++) on.friend.say(`filedata_error ${wire} ${(at % 3) * LARGE}`);
    expect(sent(on).offsets.length).toBeLessThanOrEqual(4 * 33);
    const asked = on.stage.fileOutputs.slice(before);
    expect(asked.filter(({ type }) => type === 'file_sum').length).toBeLessThanOrEqual(1);
    expect(asked.length).toBeLessThanOrEqual(2 * 33);
  });

  test.each(['-1', `${3 * LARGE + 1}`, `${2 ** 53}`, '1e3'])(
    'who asks for offset %s is told of',
    (offset) => {
      const on = modernScene();
      const { wire } = offers(on, paper(3 * LARGE));
      on.friend.say(`filedata_error ${wire} 0`);
      sent(on);
      on.friend.say(`filedata_error ${wire} ${offset}`);
      expect(on.stage.of('violation')).toHaveLength(1);
      expect(sent(on).offsets).toEqual([]);
    },
  );

  test('who pauses and asks by turns without end is heard a bounded number of times', () => {
    const on = modernScene();
    const { wire } = offers(on, paper(3 * LARGE));
    for (let at = 0; at < 10_000; at++)
      on.friend.say(`file_pause_sending ${wire}`, `filedata_error ${wire} 0`);
    expect(sent(on).offsets.length).toBeLessThanOrEqual(5 * 33);
  });
});
