// Turns of each key: a minute's worth of them at once, then as many a minute; who comes too soon waits in order.
import { type WaitingLine, waitingLine } from './waiting-line.ts';

export interface Turns {
  /** Resolves when it is its turn; rejects when `signal` aborts before. */
  take(key: string, signal: AbortSignal): Promise<void>;
}

interface Line {
  taken: number;
  readonly waiting: WaitingLine<void>;
}

const MINUTE = 60_000;

export function createTurns(perMinute: number): Turns {
  const lines = new Map<string, Line>();

  function begin(key: string): Line {
    const line: Line = { taken: 0, waiting: waitingLine() };
    lines.set(key, line);
    giveBackLater(key, line);
    return line;
  }
  function giveBackLater(key: string, line: Line): void {
    setTimeout(() => giveBack(key, line), MINUTE / perMinute).unref();
  }
  function giveBack(key: string, line: Line): void {
    if (line.waiting.length === 0) line.taken -= 1;
    else line.waiting.next();
    if (line.taken > 0) giveBackLater(key, line);
    else lines.delete(key);
  }

  return {
    async take(key, signal) {
      signal.throwIfAborted();
      const line = lines.get(key) ?? begin(key);
      if (line.taken < perMinute) line.taken += 1;
      else await line.waiting.wait(signal);
    },
  };
}
