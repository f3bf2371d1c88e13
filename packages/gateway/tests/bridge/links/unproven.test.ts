import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unproven } from '../../../src/bridge/links/unproven.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function streams(count: number) {
  const closed: number[] = [];
  return {
    closed,
    all: Array.from({ length: count }, (_, number) => ({ close: () => void closed.push(number) })),
  };
}

describe('streams that have proven nothing', () => {
  it('have 45 seconds to say who they are, and five minutes to prove it', () => {
    const room = unproven();
    const { all, closed } = streams(3);
    const [silent, named, proven] = all as [(typeof all)[0], (typeof all)[0], (typeof all)[0]];
    for (const stream of all) room.enter(stream);
    room.named(named, 'bob');
    room.named(proven, 'carol');
    room.leave(proven);
    vi.advanceTimersByTime(45_000);
    expect(closed).toEqual([all.indexOf(silent)]);
    vi.advanceTimersByTime(255_000 - 1);
    expect(closed).toHaveLength(1);
    vi.advanceTimersByTime(45_001);
    expect(closed).toEqual([0, 1]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are at most 128: the one that waits longest goes', () => {
    const room = unproven();
    const { all, closed } = streams(130);
    for (const stream of all) room.enter(stream);
    expect(closed).toEqual([0, 1]);
  });

  it('are at most four in one name: the first of them goes, the others stay', () => {
    const room = unproven();
    const { all, closed } = streams(7);
    for (const stream of all) room.enter(stream);
    all.slice(0, 5).forEach((stream) => room.named(stream, 'bob'));
    room.named(all[5] as (typeof all)[0], 'carol');
    expect(closed).toEqual([0]);
  });
});
