import { describe, expect, test } from 'vitest';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

const MINUTE = 60_000;
/** How late a look may come. */
const LATE = 15_001;

/** Online with one contact, some minutes on, the next look three minutes away. */
function quiet(): { stage: Stage; friend: Friend } {
  const stage = new Stage();
  const friend = acquainted(stage);
  live(stage, friend, 260_000);
  expect((stage.core.everyone.timers.sweep?.at ?? 0) - stage.now).toBeGreaterThan(175_000);
  return { stage, friend };
}

/** Returns how often the engine wanted to be woken. */
function live(stage: Stage, friend: Friend, milliseconds: number, look = (): void => undefined): number {
  let ticks = 0;
  const put = stage.put.bind(stage);
  stage.put = (input) => {
    if (input.type === 'tick') ticks++;
    return put(input);
  };
  for (let at = 0; at < milliseconds; at += 1000) {
    if (at % 100_000 === 0) friend.say('status available');
    stage.pass(1000);
    look();
  }
  stage.put = put;
  return ticks;
}

test('who has nothing to look at is woken for little more than keep-alives', () => {
  const { stage, friend } = quiet();
  expect(live(stage, friend, 60 * MINUTE)).toBeLessThan(120);
  expect(friend.presence).toBe('available');
});

describe('what comes in a quiet hour is looked at in its time:', () => {
  test('a connection that never says who it is', () => {
    const { stage, friend } = quiet();
    const stranger = stage.accept();
    live(stage, friend, 45_000 - 1000);
    expect(stage.closed.has(stranger)).toBe(false);
    live(stage, friend, 1000 + LATE);
    expect(stage.closed.has(stranger)).toBe(true);
    expect(friend.presence).toBe('available');
  });

  test('one that is not read', () => {
    const { stage, friend } = quiet();
    stage.put({ type: 'congested', link: friend.out });
    live(stage, friend, 60_000 - 1000);
    expect(friend.presence).toBe('available');
    live(stage, friend, 1000 + LATE);
    expect(stage.closed.has(friend.out)).toBe(true);
  });

  test('one of ours that comes to nothing', () => {
    const { stage, friend } = quiet();
    const other = new Friend(stage, 2).added();
    other.takeDial();
    live(stage, friend, 150_000 - 1000);
    expect(stage.closed.has(other.out)).toBe(false);
    live(stage, friend, 1000 + LATE);
    expect(stage.closed.has(other.out)).toBe(true);
  });

  test('somebody who never says what he wants', () => {
    const { stage, friend } = quiet();
    const stranger = new Friend(stage, 3);
    stranger.ping();
    live(stage, friend, 240_000 + LATE, () => stage.say(stranger.in, 'status available'));
    expect(stage.core.strangers.size).toBe(0);
  });

  test('a contact that falls silent', () => {
    const { stage, friend } = quiet();
    friend.say('status available');
    stage.pass(240_000 - 1000);
    expect(friend.presence).toBe('available');
    stage.pass(1000 + LATE);
    expect(stage.closed.has(friend.in)).toBe(true);
  });
});
