import { expect, it } from 'vitest';
import { type Remedy, silence } from '../../src/launch/silence.ts';

const PER_MINUTE = 24;

/** What is done at which of so many looks; `moves`: before which of them the machine got other addresses. */
function through(looks: number, moves: readonly number[] = []): [number, Remedy][] {
  const broken = silence();
  const done: [number, Remedy][] = [];
  for (let look = 1; look <= looks; look++) {
    if (moves.includes(look)) broken.moved();
    const now = broken.remedy(look);
    if (now !== null) done.push([look, now]);
  }
  return done;
}

const startsIn = (done: readonly [number, Remedy][]): number[] =>
  done.filter(([, remedy]) => remedy === 'restart').map(([look]) => look);

it('asks first, gives connections up once, and then starts tor again each 20 s', () => {
  expect(through(42)).toEqual([
    [6, 'ask'],
    [10, 'ask'],
    [14, 'ask'],
    [16, 'renew'],
    [18, 'ask'],
    [22, 'ask'],
    [24, 'restart'],
    [26, 'ask'],
    [30, 'ask'],
    [32, 'restart'],
    [34, 'ask'],
    [38, 'ask'],
    [40, 'restart'],
    [42, 'ask'],
  ]);
});

it('is in no hurry any more after ten minutes', () => {
  const done = through(60 * PER_MINUTE);
  const starts = startsIn(done).filter((look) => look >= 10 * PER_MINUTE);
  expect(starts.length).toBeGreaterThanOrEqual(24);
  expect(starts.length).toBeLessThanOrEqual(25);
  const questions = done.filter(([look, remedy]) => remedy === 'ask' && look >= 10 * PER_MINUTE);
  expect(questions.length).toBeLessThanOrEqual(75);
  expect(done.filter(([, remedy]) => remedy === 'renew')).toHaveLength(1);
});

it('starts tor again where the machine has other addresses', () => {
  expect(startsIn(through(15, [11]))).toEqual([11]);
  expect(startsIn(through(15))).toEqual([]);
  // Before, tor is only quiet.
  expect(startsIn(through(15, [3]))).toEqual([6]);
});

it('does so 10 s apart, as addresses come one after the other', () => {
  expect(startsIn(through(15, [7, 8, 9]))).toEqual([7, 11]);
});

it('forgets it where tor is heard all the same', () => {
  const broken = silence();
  broken.moved();
  broken.over();
  expect([1, 2, 3, 4, 5, 6, 7].map((look) => broken.remedy(look))).toEqual([
    null,
    null,
    null,
    null,
    null,
    'ask',
    null,
  ]);
});
