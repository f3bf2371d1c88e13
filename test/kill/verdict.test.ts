import { expect, test } from 'vitest';
import { isClean, judge } from './verdict.ts';

const WRITTEN = ['a', 'b', 'c', 'd'];

test('all there, once and in order, is clean', () => {
  expect(judge(WRITTEN, WRITTEN)).toEqual({ sent: 4, lost: 0, twice: 0, disordered: 0, foreign: 0 });
  expect(isClean(judge(WRITTEN, WRITTEN))).toBe(true);
});

test.each([
  ['one that is missing is lost', ['a', 'b', 'd'], { lost: 1 }],
  ['one that came again is there twice', ['a', 'b', 'b', 'c', 'd'], { twice: 1 }],
  ['one that came late is out of order', ['a', 'c', 'd', 'b'], { disordered: 1 }],
  ['one that came again later is there twice, not out of order', ['a', 'b', 'c', 'd', 'a'], { twice: 1 }],
  ['one that nobody wrote is foreign', ['a', 'x', 'b', 'c', 'd'], { foreign: 1 }],
])('%s', (_, received, fault) => {
  const verdict = judge(WRITTEN, received);
  expect(verdict).toEqual({ sent: 4, lost: 0, twice: 0, disordered: 0, foreign: 0, ...fault });
  expect(isClean(verdict)).toBe(false);
});
