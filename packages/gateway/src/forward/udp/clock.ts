// The clock of packets: milliseconds that never go back, modulo 2^32.

export function clock(): number {
  return Math.floor(performance.now()) >>> 0;
}
