import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGate } from '../../../src/bridge/dial/gate.ts';
import { createRate } from '../../../src/bridge/dial/rate.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;

/** Who is inside, in the order they came in. */
function visitors(gate: ReturnType<typeof createGate>, names: string) {
  const inside: string[] = [];
  const out = new Map<string, () => void>();
  async function enter(name: string): Promise<void> {
    out.set(name, await gate.enter(never));
    inside.push(name);
  }
  for (const name of names) void enter(name);
  return { inside, leave: (name: string) => out.get(name)?.() };
}

describe('a gate', () => {
  it('lets so many in at once, the others in their order as room comes', async () => {
    const { inside, leave } = visitors(createGate({ atOnce: 2 }), 'abcd');
    await vi.advanceTimersByTimeAsync(0);
    expect(inside).toEqual(['a', 'b']);
    leave('b');
    leave('b');
    await vi.advanceTimersByTimeAsync(0);
    expect(inside).toEqual(['a', 'b', 'c']);
  });

  it('lets so many in a minute, however short they stay', async () => {
    const { inside, leave } = visitors(createGate({ atOnce: 1, perMinute: 2 }), 'abcd');
    await vi.advanceTimersByTimeAsync(0);
    leave('a');
    await vi.advanceTimersByTimeAsync(30_000);
    leave('b');
    await vi.advanceTimersByTimeAsync(29_999);
    expect(inside).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(1);
    expect(inside).toEqual(['a', 'b', 'c']);
    leave('c');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
  });

  it('forgets who gave up', async () => {
    const gate = createGate({ atOnce: 1 });
    const leave = await gate.enter(never);
    const gone = new AbortController();
    const waiting = gate.enter(gone.signal);
    gone.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    leave();
    expect(await gate.enter(never)).toBeTypeOf('function');
  });
});

describe('a rate', () => {
  it('allows so many of one kind in any minute, and others beside', () => {
    const rate = createRate(2);
    expect([rate.allows('a'), rate.allows('a'), rate.allows('a'), rate.allows('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    vi.advanceTimersByTime(60_000);
    expect(rate.allows('a')).toBe(true);
  });
});
