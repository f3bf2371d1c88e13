import { expect, test } from 'vitest';
import { loseAMachine } from './older-copy.ts';

const SEEDS = 40;

test('a client that goes on from an older copy of its store loses nothing more and is taken twice for nothing', {
  timeout: 120_000,
}, () => {
  let waited = 0;
  let known = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const life = loseAMachine({ seed, careful: true });
    expect(life.broken, `seed ${seed}`).toEqual([]);
    waited += life.waited;
    known += life.known;
  }
  // Of the texts that waited in the copies some had arrived meanwhile: they were known again by their number.
  expect(waited).toBeGreaterThan(SEEDS);
  expect(known).toBeGreaterThan(10);
});

test('without a new epoch its texts are lost', { timeout: 60_000 }, () => {
  const lives = Array.from({ length: 5 }, (_life, at) => loseAMachine({ seed: at + 1, careful: false }));
  expect(lives.flatMap(({ broken }) => broken).some((what) => what.endsWith('never came'))).toBe(true);
});
