import { describe, expect, test } from 'vitest';
import { meetsAgain, modernScene, said } from './modern.ts';
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

describe('a file we get', () => {
  test('that waits for our user is told so once, and not asked for', () => {
    const on = modernScene();
    isOffered(on, BLOCK);
    expect(said(on)).toEqual([]);
    on.friend.say(`filename 7 ${BLOCK} ${BLOCK} a.txt`);
    expect(said(on)).toEqual(['file_pause_sending 7']);
    passes(on, 30);
    expect(said(on)).toEqual([]);
  });

  test('that our user pauses is paused there, keeps nothing that still comes, and goes on where it was', () => {
    const on = modernScene();
    const file = isTaken(on, 4 * BLOCK);
    const bytes = paper(4 * BLOCK);
    on.friend.say(block('7', bytes, 0));
    said(on);
    on.stage.do({ type: 'pause_file', file });
    expect(said(on)).toEqual(['file_pause_sending 7']);
    on.friend.say(block('7', bytes, BLOCK));
    expect(on.stage.engine.files()).toMatchObject([{ state: 'paused', pausedBy: 'us', moved: BLOCK }]);
    expect(on.stage.do({ type: 'resume_file', file })).toMatchObject({
      ok: true,
      file: { state: 'running' },
    });
    expect(said(on)).toEqual([`filedata_error 7 ${BLOCK}`]);
  });

  test('stays paused over a new start, and nobody gives it up', () => {
    const on = modernScene();
    const file = isTaken(on, 4 * BLOCK);
    on.stage.do({ type: 'pause_file', file });
    on.stage.restart();
    meetsAgain(on);
    said(on);
    on.friend.say(`filename 7 ${4 * BLOCK} ${BLOCK} a.txt`);
    expect(said(on)).toEqual(['file_pause_sending 7']);
    passes(on, 24 * 60);
    expect(ends(on)).toEqual([]);
    on.stage.do({ type: 'resume_file', file });
    expect(said(on)).toEqual(['filedata_error 7 0']);
  });

  test('that its sender pauses is not asked for until he offers it again', () => {
    const on = modernScene();
    isTaken(on, 4 * BLOCK);
    on.friend.say(block('7', paper(4 * BLOCK), 0), 'file_pause_receiving 7');
    said(on);
    expect(on.stage.engine.files()).toMatchObject([{ state: 'paused', pausedBy: 'them' }]);
    passes(on, 180);
    expect(said(on)).toEqual([]);
    on.friend.say(`filename 7 ${4 * BLOCK} ${BLOCK} a.txt`);
    expect(said(on)).toEqual([`filedata_error 7 ${BLOCK}`]);
    expect(on.stage.engine.files()).toMatchObject([{ state: 'running' }]);
  });

  test('from a client of old is paused by silence, and its sender hears of us before he drops us', () => {
    const on = scene();
    const file = isTaken(on, 4 * BLOCK);
    const bytes = paper(4 * BLOCK);
    on.friend.say(block('7', bytes, 0));
    on.friend.heard();
    on.stage.do({ type: 'pause_file', file });
    on.friend.say(...blocks('7', bytes).slice(1));
    expect(on.friend.heard()).toEqual([]);
    passes(on, 19);
    const asked = on.friend.heard().filter((line) => line.startsWith('file'));
    expect(asked).toEqual([`filedata_error 7 ${BLOCK}`, `filedata_error 7 ${BLOCK}`]);
    on.stage.do({ type: 'resume_file', file });
    on.friend.say(...blocks('7', bytes).slice(1));
    expect(on.stage.disk.landed).toHaveLength(1);
  });
});

describe('a file we send', () => {
  test('that our user pauses stops at once, over a new start too, and is offered again to go on', () => {
    const on = modernScene();
    const { key, wire } = offers(on, paper(100 * LARGE));
    on.friend.say(`filedata_error ${wire} 0`);
    on.stage.do({ type: 'pause_file', file: key });
    expect(said(on)).toEqual([`file_pause_receiving ${wire}`]);
    sent(on);
    on.friend.say(`filedata_ok ${wire} 0`, `filedata_ok ${wire} ${LARGE}`);
    expect(sent(on).offsets).toEqual([]);
    on.stage.restart();
    meetsAgain(on);
    expect(sent(on)).toEqual({ offsets: [], others: [] });
    on.friend.say(`filedata_error ${wire} 0`);
    expect(said(on)).toEqual([`file_pause_receiving ${wire}`]);
    on.stage.do({ type: 'resume_file', file: key });
    on.stage.work();
    expect(sent(on).others).toEqual([`filename ${wire} ${100 * LARGE} ${LARGE} a.txt`]);
    on.friend.say(`filedata_error ${wire} ${2 * LARGE}`);
    expect(sent(on).offsets[0]).toBe(2 * LARGE);
  });

  test('that the receiver pauses waits without end, and goes on when he asks', () => {
    const on = modernScene();
    const { wire } = offers(on, paper(100 * LARGE));
    on.friend.say(`filedata_error ${wire} 0`, `filedata_ok ${wire} 0`, `file_pause_sending ${wire}`);
    sent(on);
    expect(on.stage.engine.files()).toMatchObject([{ state: 'paused', pausedBy: 'them' }]);
    passes(on, 180);
    expect(sent(on).offsets).toEqual([]);
    expect(ends(on)).toEqual([]);
    on.friend.say(`filedata_error ${wire} ${LARGE}`);
    expect(sent(on).offsets[0]).toBe(LARGE);
  });

  test('paused by both goes on when both want it to', () => {
    const on = modernScene();
    const { key, wire } = offers(on, paper(100 * LARGE));
    on.friend.say(`filedata_error ${wire} 0`, `file_pause_sending ${wire}`);
    on.stage.do({ type: 'pause_file', file: key });
    sent(on);
    on.friend.say(`filedata_error ${wire} 0`);
    expect(sent(on).offsets).toEqual([]);
    on.stage.do({ type: 'resume_file', file: key });
    on.friend.say(`filedata_error ${wire} 0`);
    expect(sent(on).offsets[0]).toBe(0);
  });
});

test('what is offered cannot be paused, nor what is whole, and what is unknown not at all', () => {
  const on = modernScene();
  const file = isOffered(on, BLOCK);
  expect(on.stage.do({ type: 'pause_file', file })).toMatchObject({ code: 'bad_request' });
  expect(on.stage.do({ type: 'pause_file', file: 99 })).toMatchObject({ code: 'unknown_file' });
  expect(on.stage.do({ type: 'refuse_file', file })).toMatchObject({ ok: true });
  expect(on.stage.do({ type: 'forget_file', file })).toMatchObject({ ok: true });
  expect(on.stage.engine.files()).toEqual([]);
  expect(on.stage.do({ type: 'forget_file', file })).toMatchObject({ code: 'unknown_file' });
});
