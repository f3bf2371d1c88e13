import { describe, expect, test } from 'vitest';
import { digestLine, meetsAgain, modernScene, said } from './modern.ts';
import { BLOCK, block, blocks, ends, isOffered, isTaken, paper, passes, scene } from './paper.ts';

const SIZE = 4 * BLOCK;
const WHY = 'The disk is full: it goes on once there is room.';
const FULL = { state: 'paused', pausedBy: 'us', moved: BLOCK, why: WHY };

/** One block of four is on the disk, the next finds no room. */
function filled() {
  const on = modernScene();
  const file = isTaken(on, SIZE);
  on.stage.disk.room = BLOCK;
  said(on);
  on.friend.say(...blocks('7', paper(SIZE)).slice(0, 2));
  return { on, file };
}

function goesOn({ on }: ReturnType<typeof filled>): void {
  expect(said(on)).toContain(`filedata_error 7 ${BLOCK}`);
  expect(on.stage.engine.files()).toMatchObject([{ state: 'running', moved: BLOCK, why: '' }]);
  on.friend.say(...blocks('7', paper(SIZE)).slice(1), digestLine('7', paper(SIZE)));
  expect(on.stage.disk.landed).toEqual([{ name: 'a.txt', bytes: paper(SIZE) }]);
}

describe('a disk that is full', () => {
  test('pauses the file and says why, tells its sender, and disturbs nothing else', () => {
    const { on } = filled();
    expect(said(on)).toContain('file_pause_sending 7');
    expect(on.stage.engine.files()).toMatchObject([FULL]);
    expect(ends(on)).toEqual([]);
    expect(on.stage.disk.landed).toEqual([]);
    on.stage.disk.room = 5;
    isTaken(on, 5, '8', 'b.txt');
    expect(on.stage.engine.files()).toMatchObject([FULL, { name: 'b.txt', state: 'running' }]);
    expect(on.friend.presence).toBe('available');
  });

  test('is asked again every minute, and the file goes on where it was once there is room', () => {
    const at = filled();
    said(at.on);
    passes(at.on, 10);
    expect(said(at.on).filter((line) => line.startsWith('filedata_error'))).toEqual([]);
    expect(at.on.stage.engine.files()).toMatchObject([FULL]);
    at.on.stage.disk.room = SIZE;
    passes(at.on, 1.1);
    goesOn(at);
  });

  test('is asked at once when our user wants the file to go on', () => {
    const at = filled();
    said(at.on);
    at.on.stage.disk.room = SIZE;
    at.on.stage.do({ type: 'resume_file', file: at.file });
    goesOn(at);
  });

  test('and a pause by our user: it waits for him, however much room there is', () => {
    const { on, file } = filled();
    expect(on.stage.do({ type: 'pause_file', file })).toMatchObject({ file: { state: 'paused', why: '' } });
    on.stage.disk.room = SIZE;
    said(on);
    passes(on, 60);
    expect(said(on).filter((line) => line.startsWith('filedata_error'))).toEqual([]);
    on.stage.do({ type: 'resume_file', file });
    expect(said(on)).toContain(`filedata_error 7 ${BLOCK}`);
  });

  test('is remembered over a new start', () => {
    const { on } = filled();
    on.stage.restart();
    expect(on.stage.engine.files()).toMatchObject([FULL]);
    meetsAgain(on);
    on.stage.disk.room = SIZE;
    passes(on, 1.1);
    expect(on.stage.engine.files()).toMatchObject([{ state: 'running', why: '' }]);
  });

  test('refuses what our user takes just now', () => {
    const on = scene();
    const file = isOffered(on, SIZE);
    on.stage.disk.room = SIZE - 1;
    on.stage.do({ type: 'accept_file', file });
    expect(ends(on)).toEqual([{ ok: false, why: 'There is not enough room on the disk for this file.' }]);
    expect(on.friend.heard()).toContain('file_stop_sending 7');
    expect(on.stage.disk.held).toBe(0);
  });

  test('keeps a client of old waiting, which goes on as it knows it', () => {
    const on = scene();
    const file = isTaken(on, SIZE);
    on.stage.disk.room = BLOCK;
    on.friend.say(...blocks('7', paper(SIZE)).slice(0, 2));
    on.friend.heard();
    on.friend.say(block('7', paper(SIZE), BLOCK));
    expect(on.friend.heard()).toEqual([]);
    on.stage.disk.room = SIZE;
    on.stage.do({ type: 'resume_file', file });
    expect(on.friend.heard()).toEqual([`filedata_error 7 ${BLOCK}`]);
    on.friend.say(...blocks('7', paper(SIZE)).slice(1));
    expect(ends(on)).toEqual([{ ok: true, why: 'The file has arrived.' }]);
  });
});
