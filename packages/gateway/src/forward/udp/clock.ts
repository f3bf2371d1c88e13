// The clock of packets: milliseconds that never go back, modulo 2^32.
import { LoopLag } from './loop-lag.ts';

export function clock(): number {
  return Math.floor(performance.now()) >>> 0;
}

const lag = new LoopLag(clock);

/** Since when what is read now may have been there. */
export function cameAt(): number {
  return (clock() - lag.ask()) >>> 0;
}
