import { describe, expect, test } from 'vitest';
import { Gaps, liveThroughCrashes } from '../../src/testing/index.ts';
import { CRASH_BUGS } from './crash-bugs.ts';

const SEEDS = 100;

test('nothing is lost, comes twice or out of order, whoever dies between which two outputs', {
  timeout: 120_000,
}, () => {
  const gaps = new Gaps();
  const broken: string[] = [];
  let falls = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const life = liveThroughCrashes({ seed, gaps });
    falls += life.falls.process + life.falls.power;
    for (const what of life.broken) broken.push(`seed ${seed}: ${what}`);
  }
  expect(broken).toEqual([]);
  expect(falls).toBeGreaterThan(10 * SEEDS);
  // Where it matters most: each of these is hit, not only passed.
  for (const gap of [
    'write | sync',
    'sync | event message',
    'event message | send delivery_ok',
    'send delivery_message | event message_state',
  ])
    expect([gap, gaps.struck.get(gap) ?? 0]).not.toEqual([gap, 0]);
});

test('the same seed dies the same deaths', () => {
  expect(liveThroughCrashes({ seed: 5 })).toEqual(liveThroughCrashes({ seed: 5 }));
  expect(liveThroughCrashes({ seed: 5 }).hash).not.toBe(liveThroughCrashes({ seed: 6 }).hash);
});

describe('crashes bite: a planted bug is found within 50 seeds', () => {
  test.each(Object.entries(CRASH_BUGS))('%s', { timeout: 120_000 }, (_, plant) => {
    let found: number | null = null;
    for (let seed = 1; seed <= 50 && found === null; seed++)
      if (liveThroughCrashes({ seed, ...plant() }).broken.length > 0) found = seed;
    expect(found).not.toBeNull();
  });
});
