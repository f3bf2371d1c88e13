import { expect, test } from 'vitest';
import { durationWords, endWords, sizeWords } from '../../src/client/file-words.ts';
import { progressBar, shortBar } from '../../src/client/transfer-bar.ts';
import { file } from '../support/world.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [9949, '9.9 KB'],
  [9950, '10 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [5_000_000_000, '5.0 GB'],
])('%i bytes are %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words));

test.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [61, '1 min 1 s'],
  [3600, '1 h 0 min'],
])('%f seconds are %s', (seconds, words) => expect(durationWords(seconds)).toBe(words));

test('the bar shows how much, how fast and how long still', () => {
  const half = file(1, { moved: 1_000_000, state: 'running' });
  expect(progressBar(half)).toBe('[############------------] 50 %  1.0 MB of 2.0 MB');
  const moving = { ...half, rate: 50_000, secondsLeft: 20 };
  expect(progressBar(moving)).toBe('[############------------] 50 %  1.0 MB of 2.0 MB  50 KB/s  20 s left');
  expect(progressBar(file(1, { size: 0 }))).toContain('0 %');
  expect(shortBar(half)).toBe('▰▰▰▰▰▱▱▱▱▱ 50 %');
});

test('what a sender calls a file, and where it lies, is made safe to print', () => {
  const got = file(1, { direction: 'in', name: 'a\u001B[31m.txt' });
  expect(endWords({ type: 'file_end', file: got, ok: true, why: '', path: '/d/a\u0007.txt' })).toBe(
    'has sent a.txt (2.0 MB), which is now /d/a.txt',
  );
});
