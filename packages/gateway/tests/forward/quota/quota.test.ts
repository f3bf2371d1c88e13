import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Quota } from '../../../src/forward/quota/quota.ts';

const NONE = { connections: null, bytesPerSecond: null, bytesPerDay: null };

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 4, 1, 12) });
});
afterEach(() => {
  vi.useRealTimers();
});

function quota(bounds: Partial<typeof NONE | Record<keyof typeof NONE, number>>): {
  quota: Quota;
  spent: () => number;
} {
  let times = 0;
  const made = new Quota(Date.now, () => void times++);
  made.bounds = { ...NONE, ...bounds };
  return { quota: made, spent: () => times };
}

describe('bytes a second', () => {
  test('a second of them at once, then as they come', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 1000 });
    let opened = 0;
    bounded.onOpen(() => void opened++);
    bounded.take(1000);
    expect(bounded.shut).toBe(false);
    bounded.take(500);
    expect(bounded.shut).toBe(true);
    vi.advanceTimersByTime(499);
    expect([bounded.shut, opened]).toEqual([true, 0]);
    vi.advanceTimersByTime(1);
    expect([bounded.shut, opened]).toEqual([false, 1]);
  });

  test('over a minute as many as were said, whatever the pieces', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 10_000 });
    let moved = 0;
    const move = (): void => {
      for (let piece = 1; !bounded.shut; piece = (piece * 7) % 65_536) {
        bounded.take(piece);
        moved += piece;
      }
    };
    bounded.onOpen(move);
    move();
    vi.advanceTimersByTime(60_000);
    expect(moved).toBeGreaterThanOrEqual(600_000);
    expect(moved).toBeLessThan(600_000 + 10_000 + 65_536);
  });

  test('what cannot wait is lost', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 100 });
    expect([bounded.pass(150), bounded.pass(1)]).toEqual([true, false]);
    vi.advanceTimersByTime(500);
    expect(bounded.pass(1)).toBe(true);
  });

  test('a clock that is set back gives nothing and takes nothing', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 100 });
    bounded.take(200);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(bounded.shut).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(bounded.shut).toBe(false);
  });

  test('a wait of years does not keep the processor busy', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 1 });
    bounded.take(2 ** 40);
    vi.advanceTimersByTime(600_000);
    expect(bounded.shut).toBe(true);
    expect(vi.getTimerCount()).toBe(1);
    const set = vi.spyOn(globalThis, 'setTimeout');
    vi.advanceTimersByTime(600_000);
    expect(set.mock.calls.length).toBeLessThanOrEqual(10);
    set.mockRestore();
  });

  test('nothing is left running once it is closed', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 1 });
    bounded.take(1000);
    bounded.close();
    bounded.take(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('when the bound goes, all who wait go on', () => {
    const { quota: bounded } = quota({ bytesPerSecond: 1 });
    let opened = 0;
    bounded.onOpen(() => void opened++);
    bounded.take(1_000_000);
    bounded.bounds = null;
    expect([bounded.shut, opened]).toEqual([false, 1]);
  });
});

describe('bytes a day', () => {
  test('are spent once, and there again after midnight', () => {
    const { quota: bounded, spent } = quota({ bytesPerDay: 1000 });
    bounded.take(999);
    expect([bounded.allows(0), spent()]).toEqual([true, 0]);
    bounded.take(1);
    bounded.take(1);
    expect([bounded.allows(0), bounded.pass(1), spent()]).toEqual([false, false, 1]);
    vi.advanceTimersByTime(12 * 3_600_000);
    expect([bounded.allows(0), bounded.pass(1)]).toEqual([true, true]);
  });
});

test('connections at once', () => {
  const { quota: bounded } = quota({ connections: 2 });
  expect([bounded.allows(1), bounded.allows(2)]).toEqual([true, false]);
});

test('without bounds nothing is ever refused', () => {
  const { quota: free, spent } = quota({});
  free.take(Number.MAX_SAFE_INTEGER / 2);
  expect([free.shut, free.allows(1000), free.pass(65_507), spent()]).toEqual([false, true, true, 0]);
});
