// How fast a file moves: a mean that follows the last seconds.

/** The mean forgets a change of pace by two thirds in this time; after silence for so long nothing moves. */
const MEMORY = 5000;
const STANDSTILL = 15_000;

export interface Meter {
  at: number;
  moved: number;
  /** Bytes a second. */
  rate: number;
}

export function newMeter(now: number, moved: number): Meter {
  return { at: now, moved, rate: 0 };
}

/** What moved since the last time; going back, as after a break, begins anew. */
export function note(meter: Meter, now: number, moved: number): void {
  const time = now - meter.at;
  if (time <= 0) return;
  const fresh = (1000 * Math.max(0, moved - meter.moved)) / time;
  const began = meter.rate === 0 || moved < meter.moved;
  const weight = began ? 1 : 1 - Math.exp(-time / MEMORY);
  meter.rate += weight * (fresh - meter.rate);
  meter.at = now;
  meter.moved = moved;
}

export function rateAt(meter: Meter, now: number): number {
  return now - meter.at > STANDSTILL ? 0 : Math.round(meter.rate);
}
