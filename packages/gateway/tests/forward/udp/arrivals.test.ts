import { describe, expect, test } from 'vitest';
import { Arrivals, LeastDelay, Once } from '../../../src/forward/udp/arrivals.ts';
import { NOTHING_CAME } from '../../../src/forward/udp/packet.ts';
import { DELAY_SPAN, LATENESS, UNSEEN } from '../../../src/forward/limits.ts';

/** The most that a datagram may be seen to have taken above the least. */
const MOST = LATENESS - UNSEEN;

describe('the least delay', () => {
  test.each([0, 1000, 2 ** 31 - 3, 2 ** 31, 2 ** 32 - 2])('is told with clocks %i apart', (apart) => {
    const least = new LeastDelay();
    const above = (sent: number, took: number): number =>
      least.above(sent >>> 0, (sent + took + apart) >>> 0);
    expect([above(0, 50), above(20, 40), above(40, 45), above(60, 340)]).toEqual([0, 0, 5, 300]);
  });

  test('is that of the last minute or two: what became slow for good is the least in the end', () => {
    const least = new LeastDelay();
    expect(least.above(0, 10)).toBe(0);
    const later: number[] = [];
    for (let at = 1000; at < 4 * DELAY_SPAN; at += 1000) later.push(least.above(at, at + 400));
    expect(later[0]).toBe(390);
    expect(later.at(-1)).toBe(0);
    expect(later.indexOf(0) * 1000).toBeLessThanOrEqual(2 * DELAY_SPAN + 2000);
  });

  test('holds where the clock goes round', () => {
    const least = new LeastDelay();
    const start = 2 ** 32 - 50;
    const above: number[] = [];
    for (let at = 0; at < 200; at += 10) above.push(least.above((start + at) >>> 0, (start + at + 7) >>> 0));
    expect(new Set(above)).toEqual(new Set([0]));
  });

  test('is learnt anew when the way that was the fastest may be gone', () => {
    const least = new LeastDelay();
    least.above(0, 10);
    expect(least.above(20, 600)).toBe(570);
    least.forget();
    expect(least.above(40, 620)).toBe(0);
  });
});

describe('once', () => {
  test('takes each number one time, in any order within its reach', () => {
    const once = new Once();
    const order = [0, 2, 1, 1, 5, 3, 4, 4, 0];
    expect(order.map((seq) => once.take(seq))).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('goes on over the end of 32 bits, out of order and twice', () => {
    const once = new Once();
    // There in steps that are not half the circle.
    for (const seq of [0, 2 ** 30, 2 ** 31, 2 ** 31 + 2 ** 30]) expect(once.take(seq)).toBe(true);
    const around = [2 ** 32 - 2, 0, 2 ** 32 - 1, 1, 0, 2 ** 32 - 1, 2 ** 32 - 3, 2];
    expect(around.map((seq) => once.take(seq))).toEqual([true, true, true, true, false, false, true, true]);
  });

  test('does not take what is far behind', () => {
    const once = new Once();
    expect(once.take(10_000)).toBe(true);
    expect(once.take(10)).toBe(false);
    expect(once.take(2 ** 32 - 1)).toBe(false);
  });
});

describe('arrivals', () => {
  test('are late beyond the limit, and what came is reported with how long ago', () => {
    const time = { now: 0 };
    const arrivals = new Arrivals(() => time.now);
    const came = (seq: number, at: number, now: number, waited = 0): boolean => {
      time.now = now;
      return arrivals.take({ type: 'datagram', seq, at, waited, bytes: new Uint8Array(0) });
    };
    expect(arrivals.progress()).toBe(null);
    expect(came(0, 0, 100)).toBe(true);
    expect(came(2, 40, 140 + MOST)).toBe(true);
    expect(came(1, 20, 121 + MOST)).toBe(false);
    time.now = 500;
    expect(arrivals.progress()).toEqual({ seq: 2, held: 500 - 140 - MOST, above: 0 });
    expect(came(3, 500, 600 + 30)).toBe(true);
    expect(arrivals.progress()).toEqual({ seq: 3, held: 0, above: 30 });
    expect(arrivals.progress()?.above).toBe(NOTHING_CAME);
    // What it waited before it was sent makes it old, but is no queue on the way.
    expect(came(4, 700, 830, MOST - 30)).toBe(true);
    expect(came(5, 700, 830, MOST - 29)).toBe(false);
    expect(arrivals.progress()).toEqual({ seq: 5, held: 0, above: 30 });
  });
});
