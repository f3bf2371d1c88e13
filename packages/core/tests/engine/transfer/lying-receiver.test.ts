import { describe, expect, test } from 'vitest';
import { BLOCK, ends, offers, paper, scene, sent } from './paper.ts';

describe('a receiver that lies', () => {
  test('and confirms before anything was sent, or beyond the end, is told of', () => {
    const on = scene();
    const { wire } = offers(on, paper(100 * BLOCK));
    on.friend.say(`filedata_ok ${wire} ${100 * BLOCK + 1}`);
    expect(on.stage.engine.files()).toMatchObject([{ moved: 0 }]);
    expect(on.stage.of('violation')).toHaveLength(1);
  });

  test('and confirms ahead gets more at once, and never ends the file by that', () => {
    const on = scene();
    const { wire } = offers(on, paper(40 * BLOCK));
    expect(sent(on).offsets).toHaveLength(17);
    on.friend.say(`filedata_ok ${wire} ${40 * BLOCK - 8193}`);
    expect(sent(on).offsets).toHaveLength(16);
    for (const at of [37, 38, 39]) on.friend.say(`filedata_ok ${wire} ${at * BLOCK + 5}`);
    expect(on.stage.engine.files()).toHaveLength(1);
    on.friend.say(`filedata_ok ${wire} ${39 * BLOCK}`);
    expect(ends(on)).toMatchObject([{ ok: true }]);
  });

  test('gets nothing beyond the end, and no more new beginnings than are good for it', () => {
    const on = scene();
    const { wire } = offers(on, paper(2 * BLOCK));
    sent(on);
    on.friend.say(`filedata_error ${wire} ${2 * BLOCK + 1}`);
    expect(sent(on).offsets).toEqual([]);
    for (let at = 0; at < 1000; at++) on.friend.say(`filedata_error ${wire} 0`);
    expect(sent(on).offsets.length).toBeLessThanOrEqual(3 * 32);
  });
});

describe('our user', () => {
  test('sends only to contacts, and what is refused is closed', () => {
    const on = scene();
    const wrong = { type: 'send_file', ...on.stage.disk.offer(paper(1)), name: 'a' } as const;
    const stranger = on.stage.id;
    expect(on.stage.do({ ...wrong, id: stranger })).toMatchObject({ ok: false, code: 'unknown_contact' });
    expect(on.stage.disk.held).toBe(0);
    expect(on.stage.do({ ...wrong, id: on.friend.id, size: -1 })).toMatchObject({ code: 'bad_request' });
    expect(on.stage.do({ ...wrong, id: on.friend.id, name: '' })).toMatchObject({ code: 'bad_request' });
  });

  test('has at most 16 files on their way to one contact', () => {
    const on = scene();
    for (let at = 0; at < 16; at++) offers(on, paper(1));
    const offered = on.stage.disk.offer(paper(1));
    const more = { type: 'send_file', id: on.friend.id, ...offered, name: 'a' } as const;
    expect(on.stage.do(more)).toMatchObject({ ok: false, code: 'too_many' });
  });

  test('who removes a contact ends its files', () => {
    const on = scene();
    offers(on, paper(BLOCK));
    on.stage.do({ type: 'remove', id: on.friend.id });
    expect(ends(on)).toHaveLength(1);
    expect(on.stage.engine.files()).toEqual([]);
    expect(on.stage.disk.held).toBe(0);
  });
});
