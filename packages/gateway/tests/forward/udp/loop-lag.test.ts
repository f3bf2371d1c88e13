import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BEAT, LoopLag } from '../../../src/forward/udp/loop-lag.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** A loop whose clock goes on with its timers, or, while it is stuck, without them. */
function loop() {
  let now = 2 ** 32 - 30;
  const lag = new LoopLag(() => now >>> 0);
  return {
    lag,
    runs: (ms: number): void => {
      for (let at = 0; at < ms; at++) {
        now++;
        vi.advanceTimersByTime(1);
      }
    },
    sticks: (ms: number): void => {
      now += ms;
    },
  };
}

describe('what is read', () => {
  test('came just now while the loop turns', () => {
    const { lag, runs } = loop();
    for (let at = 0; at < 50; at++) {
      expect(lag.ask()).toBe(0);
      runs(7);
    }
  });

  test('may have waited for as long as the loop was stuck, whether the timer or the socket is heard first', () => {
    const { lag, runs, sticks } = loop();
    lag.ask();
    runs(5 * BEAT);
    sticks(120);
    expect(lag.ask()).toBeGreaterThanOrEqual(120);
    runs(1);
    expect(lag.ask()).toBeGreaterThanOrEqual(120);
    runs(2 * BEAT);
    expect(lag.ask()).toBe(0);
  });

  test('costs no timer when nobody asks any more', () => {
    const { lag, runs } = loop();
    lag.ask();
    expect(vi.getTimerCount()).toBe(1);
    runs(6000);
    expect(vi.getTimerCount()).toBe(0);
    expect(lag.ask()).toBe(0);
    expect(vi.getTimerCount()).toBe(1);
  });
});
