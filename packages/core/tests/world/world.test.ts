import { expect, test } from 'vitest';
import { liveAnHour } from '../../src/testing/index.ts';

const SEEDS = 60;

test('texts arrive once and in order, and everybody finds everybody again', { timeout: 120_000 }, () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const account = liveAnHour({ seed });
    expect(account.texts).toBe(500);
    for (const what of account.broken) broken.push(`seed ${seed}: ${what}`);
  }
  expect(broken).toEqual([]);
});

test('the same seed lives the same life, another one another', () => {
  const first = record(7);
  expect(record(7)).toEqual(first);
  expect(record(8)).not.toEqual(first);
});

function record(seed: number): string[] {
  const lines: string[] = [];
  const { hash } = liveAnHour({ seed, clients: 4, log: (line) => lines.push(line) });
  return [...lines, hash];
}
