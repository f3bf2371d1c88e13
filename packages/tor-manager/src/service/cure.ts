// When to publish anew a service whose descriptor goes nowhere: after growing pauses, never by restarting tor.
import type { Clock } from '../clock.ts';

export interface Cure {
  /** Watches an upload that has just begun. */
  watch(): void;
  /** The descriptor arrived: watches until the next one is overdue. */
  arrived(): void;
  rest(): void;
}

const FIRST = 90_000;
const LONGEST = 30 * 60_000;
/** A descriptor lives three hours and is renewed at least every two. */
const OVERDUE = 3 * 60 * 60_000;

export function cure(clock: Clock, publishAnew: () => void): Cure {
  let tries = 0;
  let undo: (() => void) | null = null;
  function arm(milliseconds: number): void {
    undo?.();
    undo = clock.after(milliseconds, () => {
      undo = null;
      publishAnew();
    });
  }
  return {
    watch() {
      arm(Math.min(FIRST * 2 ** tries, LONGEST));
      tries = Math.min(tries + 1, 10);
    },
    arrived() {
      tries = 0;
      arm(OVERDUE);
    },
    rest() {
      undo?.();
      undo = null;
    },
  };
}
