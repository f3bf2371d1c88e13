import { expect, test } from 'vitest';
import { type FrameClock, frames } from '../../src/chat/frames.ts';

function virtualClock(): FrameClock & { advance(milliseconds: number): void } {
  let now = 0;
  let planned: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    later(delay, call) {
      const plan = { at: now + delay, call };
      planned.push(plan);
      return () => {
        planned = planned.filter((one) => one !== plan);
      };
    },
    advance(milliseconds) {
      now += milliseconds;
      const due = planned.filter(({ at }) => at <= now);
      planned = planned.filter(({ at }) => at > now);
      for (const { call } of due) call();
    },
  };
}

test('hands over the first at once and the rest a frame at a time', () => {
  const clock = virtualClock();
  const taken: (readonly number[])[] = [];
  const { push } = frames<number>((items) => taken.push(items), clock);
  push(1);
  clock.advance(0);
  push(2);
  push(3);
  clock.advance(49);
  expect(taken).toEqual([[1]]);
  clock.advance(1);
  expect(taken).toEqual([[1], [2, 3]]);
});

test('a flood of a second is no more than twenty frames', () => {
  const clock = virtualClock();
  let count = 0;
  const { push } = frames<number>(() => (count += 1), clock);
  for (let at = 0; at < 1000; at++) {
    for (let each = 0; each < 10; each++) push(at);
    clock.advance(1);
  }
  expect(count).toBeLessThanOrEqual(20);
});

test('hands over nothing after it was stopped', () => {
  const clock = virtualClock();
  const taken: unknown[] = [];
  const inbox = frames<number>((items) => taken.push(items), clock);
  inbox.push(1);
  inbox.stop();
  clock.advance(100);
  expect(taken).toEqual([]);
});
