// Fewer points that show the same.
import { describe, expect, test } from 'vitest';
import { percentile, type Point, sown, thinned, weighed } from '../../src/report/statistics.ts';

const many = Array.from({ length: 10_000 }, (_, at): Point => [at / 10_000, Math.sin(at) / 4 + 0.5]);

describe('thinned', () => {
  test('keeps the one peak and the one dip among thousands, where they were', () => {
    const points = many.map(([x, y], at): Point => [x, at === 7777 ? 0.99 : at === 1234 ? 0.01 : y]);
    const kept = thinned(points, 50);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept).toContainEqual([0.7777, 0.99]);
    expect(kept).toContainEqual([0.1234, 0.01]);
  });

  test('keeps the ends and the order', () => {
    const kept = thinned(many, 20);
    expect(kept[0]).toBe(many[0]);
    expect(kept.at(-1)).toBe(many.at(-1));
    expect(kept.every(([x], at) => at === 0 || x >= (kept[at - 1]?.[0] ?? 0))).toBe(true);
  });

  test('leaves alone what is few', () => {
    expect(thinned(many.slice(0, 80), 20)).toHaveLength(80);
  });
});

describe('sown', () => {
  test('drops only what lies over another, so every cell and every extreme stays', () => {
    const kept = sown([...many, [0.5, 1], [0.5, 0]], 100, 10);
    const cells = new Set(many.map(([x, y]) => `${Math.round(x * 100)} ${Math.round(y * 10)}`));
    expect(kept).toHaveLength(cells.size + 2);
    expect(kept).toContainEqual([0.5, 1]);
    expect(kept).toContainEqual([0.5, 0]);
  });

  test('weighs to the last point', () => {
    const weights = [...weighed(many, 30, 5).values()].map(({ weight }) => weight);
    expect(weights.reduce((sum, one) => sum + one, 0)).toBe(many.length);
  });
});

test('percentiles are values that there are, by nearest rank', () => {
  expect([50, 95, 100, 0].map((percent) => percentile([1, 2, 3, 40], percent))).toEqual([2, 40, 40, 1]);
  expect(percentile([], 50)).toBeNaN();
});
