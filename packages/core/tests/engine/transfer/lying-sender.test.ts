import { describe, expect, test } from 'vitest';
import { block, ends, isTaken, md5, paper, scene } from './paper.ts';

describe('a sender that lies', () => {
  test.each([
    ['2^60 bytes', `filename 7 ${2n ** 60n} 8192 a`],
    ['fewer bytes than none', 'filename 7 -1 8192 a'],
    ['an id without end', `filename ${'7'.repeat(129)} 1 8192 a`],
  ])('and offers %s is told of in one sentence', (_, line) => {
    const on = scene();
    on.friend.say(line);
    expect(on.stage.of('violation')).toMatchObject([{ what: 'its filename makes no sense' }]);
    expect(on.stage.of('file_offer')).toEqual([]);
    expect(on.friend.presence).toBe('available');
  });

  test('and offers blocks without end is stopped', () => {
    const on = scene();
    on.friend.say('filename 7 1 1000000000 a');
    expect(on.friend.heard()).toEqual(['file_stop_sending 7']);
    expect(on.stage.of('file_offer')).toEqual([]);
  });

  test.each([
    ['beyond the end', 8, 3],
    ['after the end', 10, 1],
  ])('and sends %s loses the file', (_, offset, length) => {
    const on = scene();
    isTaken(on, 10);
    on.friend.say(block('7', paper(20), offset, length));
    expect(ends(on)).toMatchObject([{ ok: false, why: expect.stringContaining('more than it offered') }]);
    expect(on.stage.disk.held).toBe(0);
    expect(on.friend.heard()).toEqual(['file_stop_sending 7']);
  });

  test.each(['-1', '99999999999999999999', 'x', ''])('and sends at offset "%s" is told of', (offset) => {
    const on = scene();
    isTaken(on, 10);
    on.friend.say(`filedata 7 ${offset} ${md5(paper(1))} x`);
    expect(on.stage.of('violation')).toMatchObject([{ what: 'its filedata makes no sense' }]);
    expect(on.stage.engine.files()).toHaveLength(1);
  });

  test('and offers a thousand files at once has 16 of them waiting, and all else is as it was', () => {
    const on = scene();
    for (let at = 0; at < 1000; at++) on.friend.say(`filename ${at} 10 8192 a`);
    expect(on.stage.engine.files()).toHaveLength(16);
    expect(on.stage.of('violation')).toHaveLength(1);
    expect(on.friend.heard().length).toBeLessThanOrEqual(64);
    expect(on.friend.presence).toBe('available');
  });

  test('and sends faster than the disk writes has a bounded part of it waiting, and it is asked for again', () => {
    const on = scene();
    const size = 1 << 18;
    const bytes = paper(40 * size);
    on.friend.say(`filename 7 ${bytes.length} ${size} a`);
    on.stage.do({ type: 'accept_file', file: 1 });
    on.friend.heard();
    on.stage.slowDisk = true;
    for (let at = 0; at < 40; at++) on.friend.say(block('7', bytes, at * size, size));
    expect(on.stage.fileOutputs.filter(({ type }) => type === 'file_write')).toHaveLength(32);
    on.stage.work();
    expect(on.friend.heard().at(-1)).toBe(`filedata_error 7 ${32 * size}`);
  });

  test('and is on no list is stopped at once', () => {
    const on = scene();
    on.stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'torchat' } });
    on.stage.do({ type: 'remove', id: on.friend.id });
    on.stage.say(on.friend.in, 'filename 7 10 8192 a');
    expect(on.stage.of('file_offer')).toEqual([]);
  });
});
