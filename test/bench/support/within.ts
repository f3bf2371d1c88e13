// Waiting with a bound: what takes too long is said in plain words.

/** Rejects with `It took longer than N s until WHAT.`, or with the signal's reason. */
export async function within<T>(
  seconds: number,
  what: string,
  promise: Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`It took longer than ${seconds} s until ${what}.`)),
    seconds * 1000,
  );
  const stop = (): void => late.reject(signal?.reason as Error);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
