// Lets a few through at a time, and a few a minute; the others wait in order.
import { waitingLine } from './waiting-line.ts';

export interface Gate {
  /** Resolves with the way out once there is room; rejects when `signal` aborts before. */
  enter(signal: AbortSignal): Promise<() => void>;
}

const MINUTE = 60_000;

export function createGate({
  atOnce,
  perMinute = Infinity,
}: {
  readonly atOnce: number;
  readonly perMinute?: number;
}): Gate {
  const waiting = waitingLine<() => void>();
  const entered: number[] = [];
  let inside = 0;

  function admit(): void {
    while (waiting.length > 0 && inside < atOnce && entered.length < perMinute) {
      inside += 1;
      if (perMinute !== Infinity) {
        entered.push(inside);
        setTimeout(() => {
          entered.pop();
          admit();
        }, MINUTE).unref();
      }
      waiting.next(out());
    }
  }
  function out(): () => void {
    let gone = false;
    return () => {
      if (gone) return;
      gone = true;
      inside -= 1;
      admit();
    };
  }

  return {
    enter(signal) {
      const turn = waiting.wait(signal);
      admit();
      return turn;
    },
  };
}
