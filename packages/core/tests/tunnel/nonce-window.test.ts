import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { NonceWindow, WINDOW } from '../../src/tunnel/nonce-window.ts';

test('takes each number once', () => {
  const window = new NonceWindow();
  expect([1, 2, 2, 5, 4, 3, 3, 5].map((nonce) => window.take(nonce))).toEqual([
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

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d', (nonce) => {
  expect(new NonceWindow().take(nonce)).toBe(false);
});

test('forgets what lies behind its window, and takes nothing there', () => {
  const window = new NonceWindow();
  expect(window.take(WINDOW + 10)).toBe(true);
  expect(window.take(10)).toBe(false);
  expect(window.take(11)).toBe(true);
  expect(window.take(Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(window.take(WINDOW + 10)).toBe(false);
});

const steps = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20_000 })), {
  maxLength: 400,
  size: 'max',
});

property.prop([steps])('never takes a number twice, and always one above all before', (numbers) => {
  const window = new NonceWindow();
  const taken = new Set<number>();
  let highest = 0;
  for (const nonce of numbers) {
    const took = window.take(nonce);
    if (took) expect(taken).not.toContain(nonce);
    if (nonce > highest || (nonce > highest - WINDOW && !taken.has(nonce))) expect(took).toBe(true);
    taken.add(nonce);
    highest = Math.max(highest, nonce);
  }
});
