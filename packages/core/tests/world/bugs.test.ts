import { describe, expect, test } from 'vitest';
import { liveAnHour } from '../../src/testing/index.ts';
import { BUGS } from './bugs.ts';

describe('the world bites: a planted bug is found within 200 seeds', () => {
  test.each(Object.entries(BUGS))('%s', { timeout: 120_000 }, (_, plant) => {
    const found = firstSeed(200, (seed) => liveAnHour({ seed, plant: plant() }).broken.length > 0);
    expect(found).not.toBeNull();
  });
});

function firstSeed(limit: number, breaks: (seed: number) => boolean): number | null {
  for (let seed = 1; seed <= limit; seed++) if (breaks(seed)) return seed;
  return null;
}
