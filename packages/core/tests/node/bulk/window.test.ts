import { describe, expect, test } from 'vitest';
import { FILE_LANE_BLOCK } from '../../../src/engine/timing.ts';
import { TELL_EVERY, Window } from '../../../src/node/bulk/window.ts';

const LEAST = 1024 * 1024;
const MOST = 4 * 1024 * 1024;
/** With the words before it. */
const BLOCK = FILE_LANE_BLOCK + 40;

/** A way that carries `rate` bytes a millisecond after `delay`, filled to its window for so many milliseconds. */
function filled(
  window: Window,
  { rate, delay, time }: { rate: number; delay: number; time: number },
  from = 0,
): number {
  const coming: { total: number; at: number }[] = [];
  let sent = window.sent;
  let told = sent;
  let free = from;
  let now = from;
  for (; now < from + time; now++) {
    for (let next = coming[0]; next !== undefined && next.at <= now; next = coming[0]) {
      coming.shift();
      // As the other side does: less than this it does not tell.
      if (next.total - told < TELL_EVERY) continue;
      told = next.total;
      expect(window.confirm(told, now)).toBe(true);
    }
    // As the engine does: where there is any room a whole block goes.
    while (sent < window.upTo(0)) {
      window.send(BLOCK, now);
      sent += BLOCK;
      free = Math.max(free, now) + BLOCK / rate;
      coming.push({ total: sent, at: free + delay });
    }
  }
  for (const { total, at } of coming) window.confirm(total, at);
  return coming.at(-1)?.at ?? now;
}

describe('the window of a lane', () => {
  test('begins with a MiB', () => {
    expect(new Window().upTo(0)).toBe(LEAST);
  });

  test('grows to twice what the way carries in a round trip', () => {
    const window = new Window();
    // 3 MB/s and 400 ms: 1.2 MB under way fill it.
    filled(window, { rate: 3000, delay: 400, time: 8000 });
    expect(window.size).toBeGreaterThan(2 * 1_200_000 * 0.9);
    expect(window.size).toBeLessThan(MOST + 1);
  });

  test('stays at its least where that is more than the way holds', () => {
    const window = new Window();
    filled(window, { rate: 300, delay: 400, time: 20_000 });
    expect(window.size).toBe(LEAST);
  });

  test('is bounded by bytes, however fast and long the way is', () => {
    const window = new Window();
    filled(window, { rate: 100_000, delay: 2000, time: 30_000 });
    expect(window.size).toBe(MOST);
  });

  test('does not grow by the queue that it makes itself, however long it goes on', () => {
    const window = new Window();
    filled(window, { rate: 2000, delay: 300, time: 120_000 });
    expect(window.size).toBeLessThan(2.6 * 2000 * 300 + 3 * BLOCK);
  });

  test('follows a way that has become longer', () => {
    const window = new Window();
    const now = filled(window, { rate: 2000, delay: 100, time: 5000 });
    filled(window, { rate: 2000, delay: 900, time: 90_000 }, now + 2000);
    expect(window.size).toBeGreaterThan(2000 * 900 * 0.9);
  });
});

test('goes on for hours, though it is small for a moment now and then', () => {
  const window = new Window();
  const time = 3_600_000;
  filled(window, { rate: 300, delay: 400, time });
  expect(window.sent).toBeGreaterThan(0.95 * 300 * time);
});

describe('a hostile acknowledger', () => {
  test('cannot confirm what was never sent, nor take back what it confirmed', () => {
    const window = new Window();
    window.send(1000, 0);
    expect(window.confirm(1001, 1)).toBe(false);
    expect(window.confirm(1000, 1)).toBe(true);
    expect(window.confirm(999, 2)).toBe(false);
  });

  test('gains nothing by confirming at once what still waits on our machine', () => {
    const window = new Window();
    let queued = 0;
    for (let round = 0; round < 1000; round++) {
      while (window.sent + BLOCK <= window.upTo(queued)) {
        window.send(BLOCK, round);
        queued += BLOCK;
      }
      expect(window.confirm(window.sent, round)).toBe(true);
    }
    expect(queued).toBeLessThanOrEqual(MOST);
  });

  test('that confirms all at once and all at one moment makes the window as large as it may be, and no larger', () => {
    const window = new Window();
    for (let round = 0; round < 1000; round++) {
      while (window.sent + BLOCK <= window.upTo(0)) window.send(BLOCK, round);
      window.confirm(window.sent, round);
    }
    expect(window.size).toBeLessThanOrEqual(MOST);
  });
});
