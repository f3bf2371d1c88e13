// Lives on in stretches, so that a screen can be drawn and a signal be heard meanwhile.

/** Real milliseconds without looking up. */
const BREATH = 50;

/** Ends of the stretches from `clock.time` to `time`, virtual milliseconds, for the caller to live through. Throws when aborted. */
export async function* stretches(
  clock: { readonly time: number },
  time: number,
  signal: AbortSignal,
  stride = 1000,
): AsyncGenerator<number> {
  let breath = performance.now();
  while (clock.time < time) {
    signal.throwIfAborted();
    yield Math.min(time, clock.time + stride);
    if (performance.now() - breath < BREATH) continue;
    await new Promise((resolve) => setImmediate(resolve));
    breath = performance.now();
  }
}
