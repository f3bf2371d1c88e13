// Figures as people read them, and axes with round ticks.
import { expect, test } from 'vitest';
import { countAxis, linearAxis, logTimeAxis, timeAxis } from '../../src/report/axis.ts';
import { bytes, count, duration, share } from '../../src/report/words.ts';

test.each([
  [0, '0 ms'],
  [84.4, '84 ms'],
  [999.4, '999 ms'],
  [1000, '1 s'],
  [3149, '3.1 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [125_000, '2 min 5 s'],
  [3_599_700, '1 h'],
  [4_320_000, '1 h 12 min'],
  [273_600_000, '3 d 4 h'],
])('%d ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test.each([
  [0, '0 B'],
  [812, '812 B'],
  [999.6, '1 KB'],
  [64_000, '64 KB'],
  [1_230_000, '1.2 MB'],
])('%d bytes are %s', (amount, words) => {
  expect(bytes(amount)).toBe(words);
});

test('a share is 100% or 0% only when it is', () => {
  expect([
    share(1, 1),
    share(0, 9),
    share(99_999, 100_000),
    share(1, 100_000),
    share(1, 3),
    share(0, 0),
  ]).toEqual(['100%', '0%', '>99.9%', '<0.1%', '33.3%', '–']);
});

test('one is one, more are more', () => {
  expect([count(1, 'text'), count(1203, 'text')]).toEqual(['1 text', '1,203 texts']);
});

test.each([1, 900, 45_000, 180_000, 600_000, 7_200_000, 86_400_000, 604_800_000, 60 * 86_400_000])(
  'an axis of %d ms has ticks of one unit, not too many',
  (length) => {
    const { ticks } = timeAxis(length);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(new Set(ticks.slice(1).map(({ label }) => label.split(' ')[1])).size).toBe(1);
    expect(ticks.every(({ at }) => at >= 0 && at <= 1.0001)).toBe(true);
  },
);

test('an axis holds what it is made for, and shows half a text to nobody', () => {
  expect(linearAxis(117).of(117)).toBeLessThanOrEqual(1);
  expect(linearAxis(0).of(0)).toBe(0);
  expect(
    countAxis(1)
      .ticks.map(({ label }) => label)
      .filter((label) => label !== ''),
  ).toEqual(['0', '1']);
  const log = logTimeAxis(60, 27_000);
  expect(log.ticks.map(({ label }) => label)).toEqual(['10 ms', '100 ms', '1 s', '10 s', '1 min']);
  expect(log.of(0)).toBe(0);
  expect(log.of(60_000)).toBe(1);
});
