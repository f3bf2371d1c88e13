// Numbers of 32 bits that go round: times and counters of packets.

const HALF = 0x8000_0000;

/** How far `later` lies behind `earlier` on the circle, -2^31 to 2^31 - 1. */
export function after(later: number, earlier: number): number {
  const difference = (later - earlier) >>> 0;
  return difference < HALF ? difference : difference - 2 * HALF;
}
