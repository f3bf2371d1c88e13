// How long to wait before tor is started again: hardly at all the first time, then longer and longer.

const FIRST = 250;
const LONGEST = 60_000;
/** A tor that ran this long got past all that keeps one from starting: its end begins a new series. */
const WELL = 5000;

export interface Pauses {
  /** Milliseconds until the next start, after a tor that ran for so many milliseconds (0: it did not start). */
  next(ran: number): number;
}

export function pauses(): Pauses {
  let failures = 0;
  return {
    next(ran) {
      if (ran >= WELL) failures = 0;
      const pause = failures === 0 ? FIRST : Math.min(1000 * 2 ** (failures - 1), LONGEST);
      failures = Math.min(failures + 1, 10);
      return pause;
    },
  };
}
