// Lets a few through at a time, and a few a minute; the others wait in order.

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
  const waiting = new Set<() => void>();
  const entered: number[] = [];
  let inside = 0;

  function admit(): void {
    for (const next of waiting) {
      if (inside >= atOnce || entered.length >= perMinute) return;
      waiting.delete(next);
      inside += 1;
      if (perMinute !== Infinity) {
        entered.push(inside);
        setTimeout(() => {
          entered.pop();
          admit();
        }, MINUTE).unref();
      }
      next();
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
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const next = (): void => {
        signal.removeEventListener('abort', give);
        resolve(out());
      };
      const give = (): void => {
        waiting.delete(next);
        reject(signal.reason as Error);
      };
      if (signal.aborted) give();
      else {
        signal.addEventListener('abort', give, { once: true });
        waiting.add(next);
        admit();
      }
      return promise;
    },
  };
}
