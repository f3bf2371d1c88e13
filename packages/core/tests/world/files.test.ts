import { expect, test } from 'vitest';
import { sendFilesAbout } from '../../src/testing/index.ts';

const SEEDS = 15;

test('files arrive whole whatever breaks on the way, and every transfer ends', { timeout: 120_000 }, () => {
  const broken: string[] = [];
  let sent = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const account = sendFilesAbout({ seed });
    sent += account.sent;
    for (const what of account.broken) broken.push(`seed ${seed}: ${what}`);
  }
  expect(broken).toEqual([]);
  expect(sent).toBeGreaterThan(15 * SEEDS);
});

test('where clients crash, no file is wrong, none is left open, and every transfer ends', {
  timeout: 120_000,
}, () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++)
    for (const what of sendFilesAbout({ seed, crashes: 4 }).broken) broken.push(`seed ${seed}: ${what}`);
  expect(broken).toEqual([]);
});
