// The time the engine is handed: wall time that never goes back, whatever happens to the machine's clock.

/** Milliseconds since 1970. Jumps forward with the wall clock (sleep, corrections), stands against jumps back. */
export function wallClock(): () => number {
  let offset = Date.now() - performance.now();
  return () => {
    offset = Math.max(offset, Date.now() - performance.now());
    return Math.floor(performance.now() + offset);
  };
}
