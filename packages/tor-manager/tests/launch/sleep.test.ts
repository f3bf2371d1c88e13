import { expect, it } from 'vitest';
import { watchSleep } from '../../src/launch/sleep.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

it('tells of each sleep once, within ten seconds of waking', () => {
  const clock = virtualClock();
  const sleeps: number[] = [];
  const stop = watchSleep(clock, (slept) => sleeps.push(slept));
  clock.advance(3_600_000);
  expect(sleeps).toEqual([]);
  // A busy machine.
  clock.sleep(30_000);
  clock.advance(10_000);
  expect(sleeps).toEqual([]);
  for (let night = 1; night < 4; night++) {
    clock.sleep(8 * 3_600_000);
    clock.advance(10_000);
    expect(sleeps).toHaveLength(night);
    clock.advance(60_000);
    expect(sleeps).toHaveLength(night);
  }
  for (const slept of sleeps) expect(Math.abs(slept - 8 * 3_600_000)).toBeLessThanOrEqual(10_000);
  stop();
  expect(clock.waiting).toBe(0);
});
