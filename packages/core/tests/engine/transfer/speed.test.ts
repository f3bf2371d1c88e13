import { describe, expect, test } from 'vitest';
import { BLOCK, block, blocks, ends, isTaken, offers, paper, scene, sent } from './paper.ts';

const OLD = { supports: null, client: ['TorChat', '0.9.9.553'] } as const;
const LARGE = 8 * BLOCK;

describe('to a client that is known to bear it', () => {
  test.each([
    ['0.9.9.553', OLD],
    ['0.9.9.555', { ...OLD, client: ['TorChat', '0.9.9.555'] as const }],
    ['one like ours', { supports: 'delivery latency' }],
  ])('%s: blocks have 64 KiB, few before the first answer, then 2 MiB of them', (_, options) => {
    const on = scene(options);
    const { wire } = offers(on, paper(60 * LARGE));
    const [offer] = sent(on).others;
    expect(offer).toBe(`filename ${wire} ${60 * LARGE} ${LARGE} a.txt`);
    on.friend.say(`filedata_ok ${wire} 0`);
    expect(sent(on).offsets.at(-1)).toBe(32 * LARGE);
  });

  test('a stop goes behind the blocks, on their connection: elsewhere it overtakes them, and the receiver fails over it', () => {
    const on = scene(OLD);
    const { key, wire } = offers(on, paper(LARGE));
    on.stage.do({ type: 'cancel_file', file: key });
    expect(sent(on).others.at(-1)).toBe(`file_stop_receiving ${wire}`);
    on.friend.say(`filedata_ok ${wire} 0`);
    expect(sent(on).others).toEqual([`file_stop_receiving ${wire}`]);
    expect(on.friend.heard()).toEqual([]);
  });

  test.each([
    ['jTorChat', ['JTC [T2]', '0.7.12 ']],
    ['torchat2', ['TorChat', '2.0-alpha-15']],
  ] as const)('%s is none: its blocks have 8 KiB', (_, client) => {
    const on = scene({ supports: null, client });
    offers(on, paper(60 * LARGE));
    expect(sent(on).offsets).toHaveLength(17);
  });
});

describe('from 0.9.9.553', () => {
  test('blocks are confirmed 4 MiB ahead, but never its last ones', () => {
    const on = scene(OLD);
    const bytes = paper(600 * BLOCK + 5);
    isTaken(on, bytes.length);
    on.friend.say(block('7', bytes, 0), block('7', bytes, BLOCK));
    expect(on.friend.heard()).toEqual([`filedata_ok 7 ${4 << 20}`, `filedata_ok 7 ${(4 << 20) + BLOCK}`]);
    on.friend.say(...blocks('7', bytes).slice(2));
    const confirmed = on.friend.heard().map((line) => Number(line.split(' ')[2]));
    expect(confirmed.slice(-2)).toEqual([bytes.length - BLOCK - 1, 600 * BLOCK]);
    expect(ends(on)).toMatchObject([{ ok: true }]);
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });

  test('a lost part of what was confirmed ahead is asked for', () => {
    const on = scene(OLD);
    const bytes = paper(600 * BLOCK);
    isTaken(on, bytes.length);
    on.friend.say(block('7', bytes, 0), block('7', bytes, 400 * BLOCK));
    expect(on.friend.heard().at(-1)).toBe(`filedata_error 7 ${BLOCK}`);
  });

  test('a small file is confirmed block by block where nothing else is safe', () => {
    const on = scene(OLD);
    isTaken(on, BLOCK);
    on.friend.say(...blocks('7', paper(BLOCK)));
    expect(on.friend.heard()[0]).toBe('filedata_ok 7 0');
  });
});
