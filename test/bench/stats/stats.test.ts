import { describe, expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';
import { asFastAsRaw, compared } from './paired.ts';
import { median, quantile } from './quantile.ts';
import { pairedRatio, type Pair, quantileRatio } from './ratio.ts';

describe('quantile', () => {
  it('lies between two neighbours in proportion', () => {
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
  });
  it('of one value is that value, of none is no number', () => {
    expect(quantile([7], 0.95)).toBe(7);
    expect(median([])).toBeNaN();
  });
});

describe('a ratio of pairs', () => {
  const pairs: Pair[] = Array.from({ length: 40 }, (_, at) => [2 * (at + 10), at + 10]);

  it('is the median of the ratios, not the ratio of the medians', () => {
    const { ratio } = pairedRatio([
      [1, 10],
      [20, 10],
      [30, 10],
    ]);
    expect(ratio).toBe(2);
  });
  it('has no width where every pair says the same', () => {
    expect(pairedRatio(pairs)).toEqual({ ratio: 2, low: 2, high: 2 });
  });
  it('has bounds around it that the same sample always gets again', () => {
    const noisy = pairs.map(([ours, reference], at): Pair => [ours + ((at * 7) % 11), reference]);
    const first = quantileRatio(noisy, 0.95);
    expect(first.low).toBeLessThanOrEqual(first.ratio);
    expect(first.high).toBeGreaterThanOrEqual(first.ratio);
    expect(first.high).toBeGreaterThan(first.low);
    expect(quantileRatio(noisy, 0.95)).toEqual(first);
  });
});

it.each([
  [0.96, 0.5, true],
  [0.94, 1, true],
  [0.94, 0.9, false],
  [0.92, 1, false],
])('bulk at %d of a raw stream, which is %d of itself, is as fast: %s', (ours, again, holds) => {
  const pairs = Array.from({ length: 10 }, () => [ours, 1] as const);
  const nulls = Array.from({ length: 10 }, () => [again, 1] as const);
  expect(asFastAsRaw(compared(pairs, nulls))).toEqual({ target: 'ratio >= 0.95', holds });
});

describe('measuring in turn', () => {
  it('lets each place in the order fall on all three alike', async () => {
    const orders: string[] = [];
    const pairs: (readonly [number, number])[] = [];
    for (let round = -3; round < 6; round++) {
      let order = '';
      let place = 0;
      const note = (who: string) => async (): Promise<number> => {
        order += who;
        return ++place;
      };
      const turn = await inTurn(round, note('r'), note('o'));
      orders.push(order);
      if (round >= 0) pairs.push([turn.ours, turn.raw]);
    }
    expect(orders.slice(3)).toEqual(['ror', 'orr', 'rro', 'ror', 'orr', 'rro']);
    expect(new Set(orders.slice(0, 3)).size).toBe(3);
    // Who comes second for the first round is first and third in the others.
    expect(pairs.slice(0, 3)).toEqual([
      [2, 1],
      [1, 3],
      [3, 2],
    ]);
  });
});
