// A clock that moves when a test says so.
import type { Clock } from '../../src/clock.ts';

export interface VirtualClock extends Clock {
  /** Runs what is due in the next so many milliseconds, in order. */
  advance(milliseconds: number): void;
  /** So much time passes in which nothing runs, as on a machine that sleeps. */
  sleep(milliseconds: number): void;
  readonly waiting: number;
}

export function virtualClock(): VirtualClock {
  let time = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => time,
    after(milliseconds, run) {
      const timer = { at: time + milliseconds, run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        time = Math.max(time, next.at);
        next.run();
      }
      time = end;
    },
    sleep(milliseconds) {
      time += milliseconds;
    },
    get waiting() {
      return timers.size;
    },
  };
}
