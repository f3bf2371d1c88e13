// Those who wait for their turn, in the order in which they came; who gives up stands in nobody's way.

export interface WaitingLine<Turn> {
  readonly length: number;
  /** Resolves with what `next` gives when it is its turn; rejects when `signal` aborts before. */
  wait(signal: AbortSignal): Promise<Turn>;
  /** Whoever came first has its turn. Nothing happens where nobody waits. */
  next(turn: Turn): void;
}

export function waitingLine<Turn>(): WaitingLine<Turn> {
  const waiting = new Set<(turn: Turn) => void>();
  return {
    get length() {
      return waiting.size;
    },
    wait(signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Turn>();
      const leave = (): void => {
        waiting.delete(take);
        signal.removeEventListener('abort', give);
      };
      const take = (turn: Turn): void => {
        leave();
        resolve(turn);
      };
      const give = (): void => {
        leave();
        reject(signal.reason as Error);
      };
      waiting.add(take);
      signal.addEventListener('abort', give);
      if (signal.aborted) give();
      return promise;
    },
    next(turn) {
      const [first] = waiting;
      first?.(turn);
    },
  };
}
