import { describe, expect, test } from 'vitest';
import { Gaps, liveThroughCrashes } from '../../src/testing/index.ts';
import { FILE_BUGS } from './file-bugs.ts';

const SEEDS = 40;

test('files arrive once and as they were, whoever dies between which two outputs', {
  timeout: 240_000,
}, () => {
  const gaps = new Gaps();
  const broken: string[] = [];
  let [falls, files] = [0, 0];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const life = liveThroughCrashes({ seed, files: true, gaps });
    falls += life.falls.process + life.falls.power;
    files += life.files;
    for (const what of life.broken) broken.push(`seed ${seed}: ${what}`);
  }
  expect(broken).toEqual([]);
  expect(falls).toBeGreaterThan(5 * SEEDS);
  expect(files).toBeGreaterThan(5 * SEEDS);
});

test('somebody dies where it matters most: before and after the record of what has landed', {
  timeout: 120_000,
}, () => {
  for (const target of [
    'begin | write',
    'write | sync',
    'sync | send filedata_ok',
    'send filedata_ok | file_discard',
  ]) {
    const gaps = new Gaps();
    for (let seed = 1; seed <= 5; seed++)
      expect([target, seed, liveThroughCrashes({ seed, files: true, gaps, target }).broken]).toEqual([
        target,
        seed,
        [],
      ]);
    expect([target, gaps.struck.get(target) ?? 0]).not.toEqual([target, 0]);
  }
});

describe('crashes bite: a planted bug of files is found within 60 seeds', () => {
  test.each(Object.entries(FILE_BUGS))('%s', { timeout: 240_000 }, (_, plant) => {
    let found: number | null = null;
    for (let seed = 1; seed <= 60 && found === null; seed++)
      if (liveThroughCrashes({ seed, files: true, ...plant() }).broken.length > 0) found = seed;
    expect(found).not.toBeNull();
  });
});
