// Turns of each key: a minute's worth of them at once, then as many a minute; who comes too soon waits in order.

export interface Turns {
  /** Resolves when it is its turn; rejects when `signal` aborts before. */
  take(key: string, signal: AbortSignal): Promise<void>;
}

interface Line {
  taken: number;
  readonly waiting: Set<() => void>;
}

const MINUTE = 60_000;

export function createTurns(perMinute: number): Turns {
  const lines = new Map<string, Line>();

  function begin(key: string): Line {
    const line: Line = { taken: 0, waiting: new Set() };
    lines.set(key, line);
    giveBackLater(key, line);
    return line;
  }
  function giveBackLater(key: string, line: Line): void {
    setTimeout(() => giveBack(key, line), MINUTE / perMinute).unref();
  }
  function giveBack(key: string, line: Line): void {
    const [next] = line.waiting;
    if (next === undefined) line.taken -= 1;
    else next();
    if (line.taken > 0) giveBackLater(key, line);
    else lines.delete(key);
  }

  return {
    take(key, signal) {
      const line = lines.get(key) ?? begin(key);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = (): void => {
        line.waiting.delete(next);
        signal.removeEventListener('abort', give);
      };
      const next = (): void => {
        leave();
        resolve();
      };
      const give = (): void => {
        leave();
        reject(signal.reason as Error);
      };
      if (signal.aborted) give();
      else if (line.taken < perMinute) {
        line.taken += 1;
        next();
      } else {
        signal.addEventListener('abort', give, { once: true });
        line.waiting.add(next);
      }
      return promise;
    },
  };
}
