import { describe, expect, test } from 'vitest';
import { BLOCK, block, blocks, ends, isTaken, paper, type Scene, scene } from './paper.ts';

const OLD = { supports: null, client: ['TorChat', '0.9.9.553'] } as const;
/** Blocks that 0.9.9.553 has under way beyond the last one that was confirmed, last by time and not by place. */
const WINDOW = 16;

/** Sends from block `first` on, as far as the window lets it; the block it waits at, or that after the last. */
function sends(on: Scene, lines: readonly Uint8Array[], first: number, confirmed: number): number {
  let last = confirmed;
  for (let at = first; at < lines.length; at++) {
    on.friend.say(lines[at] as Uint8Array);
    for (const line of on.friend.heard())
      if (line.startsWith('filedata_ok ')) last = Number(line.split(' ')[2]);
    if (last + WINDOW * BLOCK <= at * BLOCK) return at;
  }
  return lines.length;
}

describe('from 0.9.9.553', () => {
  test('a file whose blocks are sent twice after a break arrives: what it hears of the second ones holds it up nowhere', {
    timeout: 60_000,
  }, () => {
    const on = scene(OLD);
    const bytes = paper(900 * BLOCK + 5);
    const lines = blocks('7', bytes);
    isTaken(on, bytes.length);
    on.friend.say(...lines.slice(0, 20));
    on.friend.vanish();
    on.stage.pass(5000);
    on.friend.meet(OLD);
    expect(on.friend.heard()).toContain(`filedata_error 7 ${20 * BLOCK}`);
    // Nothing was lost, and it sends on until it has read that.
    on.friend.say(...lines.slice(20, 400));
    on.friend.heard();
    expect(sends(on, lines, 20, 399 * BLOCK + (4 << 20))).toBe(lines.length);
    expect(ends(on)).toMatchObject([{ ok: true }]);
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
  });
});

describe('a file we get', () => {
  test('of which a part is lost when too much was answered to say so is asked for with the next block', () => {
    const on = scene();
    const bytes = paper(200 * BLOCK);
    isTaken(on, bytes.length);
    on.friend.say(block('7', bytes, 0));
    for (let time = 0; time < 100; time++) on.friend.say(block('7', bytes, 0));
    on.friend.say(block('7', bytes, 2 * BLOCK));
    expect(on.friend.heard()).not.toContain(`filedata_error 7 ${BLOCK}`);
    on.stage.pass(1000);
    on.friend.say(block('7', bytes, 3 * BLOCK));
    expect(on.friend.heard()).toEqual([`filedata_error 7 ${BLOCK}`]);
  });

  test('is asked for again after 20 s without a good block, then ever more seldom, and soon again once one came', () => {
    const on = scene();
    const bytes = paper(4 * BLOCK);
    isTaken(on, bytes.length);
    on.stage.pass(15_000);
    on.friend.say(block('7', bytes, 0));
    expect(asksWithin(on, 600)).toEqual([20, 40, 80, 160, 240, 480]);
    on.friend.say(block('7', bytes, BLOCK));
    expect(asksWithin(on, 50)).toEqual([20, 40]);
  });
});

/** Seconds until each time that it is asked for. */
function asksWithin({ stage, friend }: Scene, seconds: number): number[] {
  friend.heard();
  const asks: number[] = [];
  for (let second = 1; second <= seconds; second++) {
    stage.pass(1000);
    if (second % 60 === 0) friend.say('status available');
    if (friend.heard().some((line) => line.startsWith('filedata_error '))) asks.push(second);
  }
  return asks;
}
