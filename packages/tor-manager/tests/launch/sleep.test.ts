import { expect, it } from 'vitest';
import { watchSleep } from '../../src/launch/sleep.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

it('tells of each sleep once, within five seconds of waking', () => {
  const clock = virtualClock();
  let sleeps = 0;
  const stop = watchSleep(clock, () => {
    sleeps += 1;
  });
  clock.advance(3_600_000);
  expect(sleeps).toBe(0);
  // A busy machine.
  clock.sleep(30_000);
  clock.advance(10_000);
  expect(sleeps).toBe(0);
  for (let night = 1; night < 4; night++) {
    clock.sleep(8 * 3_600_000);
    clock.advance(5000);
    expect(sleeps).toBe(night);
    clock.advance(60_000);
    expect(sleeps).toBe(night);
  }
  stop();
  expect(clock.waiting).toBe(0);
});
