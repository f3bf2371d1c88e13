// Gathers what comes in a flood and hands it over a frame at a time, so that drawing stays cheap.

/** Milliseconds. */
const FRAME = 50;

export interface Frames<T> {
  /** The first after a pause is handed over at once. */
  readonly push: (item: T) => void;
  /** Drops what waits. */
  readonly stop: () => void;
}

export interface FrameClock {
  now(): number;
  /** Returns its undo. */
  later(delay: number, call: () => void): () => void;
}

export function frames<T>(take: (items: readonly T[]) => void, clock: FrameClock = wallClock): Frames<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | null = null;
  let last = -Infinity;
  const flush = (): void => {
    cancel = null;
    last = clock.now();
    const items = waiting;
    waiting = [];
    take(items);
  };
  return {
    push(item) {
      waiting.push(item);
      cancel ??= clock.later(Math.max(0, last + FRAME - clock.now()), flush);
    },
    stop() {
      cancel?.();
      waiting = [];
    },
  };
}

const wallClock: FrameClock = {
  now: () => performance.now(),
  later(delay, call) {
    const timer = setTimeout(call, delay);
    return () => clearTimeout(timer);
  },
};
