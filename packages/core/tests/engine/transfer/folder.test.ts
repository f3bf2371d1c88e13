// Folders: one offer, one question and one row of bytes, between clients that both have the extension `folder`.
import { describe, expect, test } from 'vitest';
import { MOST_ENTRIES } from '../../../src/folder/list.ts';
import { BLOCK, blocks, comesBack, ends, isOffered, paper, scene, type Scene } from './paper.ts';

const TODAY = { supports: 'delivery file folder' } as const;
const SENTENCE =
  'Folders go only to clients of today, and this contact has another one: `torchat send-file --flat` sends the files one by one.';

function offer(on: Scene): ReturnType<Scene['stage']['do']> {
  const source = on.stage.disk.offer(paper(BLOCK));
  return on.stage.do({ type: 'send_file', id: on.friend.id, ...source, name: 'photos', items: 3 });
}

const line = (items: number, size = BLOCK, id = '7'): string =>
  `folder_offer ${id} ${size} ${BLOCK} ${items} ../photos`;

const saidIn = ({ stage, friend }: Scene): string[] =>
  stage.heard(friend.in).filter((line) => /^f(?:ile|older)/u.test(line));

describe('a folder we send', () => {
  test('is offered as one, and again after a break', () => {
    const on = scene(TODAY);
    expect(offer(on)).toMatchObject({ ok: true, file: { items: 3, size: BLOCK, name: 'photos' } });
    const [line = ''] = saidIn(on);
    expect(line).toMatch(/^folder_offer \d+ 8192 \d+ 3 photos$/u);
    on.friend.vanish();
    on.stage.pass(5000);
    on.friend.meet(TODAY);
    expect(saidIn(on)).toContain(line);
  });

  test.each([null, 'delivery', 'delivery file'])(
    'is refused with a sentence to who supports %j',
    (supports) => {
      const on = scene({ supports });
      expect(offer(on)).toEqual({ ok: false, code: 'file_failed', message: SENTENCE });
      expect(saidIn(on)).toEqual([]);
      expect(on.stage.disk.held).toBe(0);
      expect(on.stage.engine.files()).toEqual([]);
    },
  );

  test('waits for who is away, and ends with the sentence when that one comes with a client of old', () => {
    const on = scene(TODAY);
    on.friend.vanish();
    expect(offer(on)).toMatchObject({ ok: true });
    comesBack(on);
    expect(ends(on)).toEqual([{ ok: false, why: SENTENCE }]);
    expect(saidIn(on)).toEqual([]);
    expect(on.stage.events.at(-1)).not.toMatchObject({ type: 'file_progress' });
  });

  test('goes on after a new start', () => {
    const on = scene(TODAY);
    offer(on);
    on.stage.restart();
    on.stage.online();
    on.stage.pass(5000);
    on.friend.meet(TODAY);
    expect(on.stage.engine.files()).toMatchObject([{ items: 3, name: 'photos' }]);
    expect(saidIn(on).join()).toMatch(/folder_offer \d+ 8192 \d+ 3 photos/u);
  });
});

describe('a folder we get', () => {
  test('is one question with name, number and size, and arrives as one', () => {
    const on = scene(TODAY);
    on.friend.say(line(12));
    expect(on.stage.of('file_offer')).toMatchObject([{ file: { items: 12, size: BLOCK, name: 'photos' } }]);
    expect(on.stage.fileOutputs).toEqual([]);
    on.stage.do({ type: 'accept_file', file: on.stage.of('file_offer')[0]?.file.key ?? 0 });
    expect(on.stage.fileOutputs).toMatchObject([
      { type: 'file_create', items: 12, size: BLOCK, name: 'photos' },
    ]);
    on.friend.say(...blocks('7', paper(BLOCK)), `file_digest 7 ${'00'.repeat(32)}`);
    expect(on.stage.fileOutputs.some(({ type }) => type === 'file_finish')).toBe(true);
  });

  test('counts with all its bytes where files up to a size are taken unasked', () => {
    const on = scene(TODAY);
    const policy = { consent: 'always', upTo: BLOCK, folder: null } as const;
    on.stage.do({ type: 'file_policy', id: on.friend.id, policy });
    on.friend.say(line(12), line(2, BLOCK + 1, '8'));
    expect(on.stage.of('file_offer')).toMatchObject([{ file: { items: 2, size: BLOCK + 1 } }]);
  });

  test('with more in it than anybody may send is refused', () => {
    const on = scene(TODAY);
    on.friend.say(line(MOST_ENTRIES + 1));
    expect(on.stage.of('file_offer')).toEqual([]);
    expect(on.stage.of('violation')).toMatchObject([{ what: 'its folder has too many files' }]);
    expect(on.friend.heard()).toContain('file_stop_sending 7');
  });

  test('never becomes a file that was offered under its id, nor one a folder', () => {
    const on = scene(TODAY);
    isOffered(on, BLOCK, '7', 'a.txt');
    on.friend.say(line(12));
    on.friend.say(line(3, BLOCK, '8'), line(4, BLOCK, '8'));
    expect(on.stage.engine.files().map(({ items }) => items)).toEqual([null, 3]);
    expect(on.stage.of('violation')).not.toEqual([]);
  });

  test('is still one after a new start', () => {
    const on = scene(TODAY);
    on.friend.say(line(12));
    on.stage.restart();
    expect(on.stage.engine.files()).toMatchObject([{ items: 12, state: 'offered' }]);
  });
});
