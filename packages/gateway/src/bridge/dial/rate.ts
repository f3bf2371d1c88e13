// How often the same thing may happen within a minute.

export interface Rate {
  /** Counts this time, unless it is one too many. */
  allows(key: string): boolean;
}

const MINUTE = 60_000;

export function createRate(perMinute: number): Rate {
  const counts = new Map<string, number>();
  return {
    allows(key) {
      const count = counts.get(key) ?? 0;
      if (count >= perMinute) return false;
      counts.set(key, count + 1);
      setTimeout(() => forget(key), MINUTE).unref();
      return true;
    },
  };

  function forget(key: string): void {
    const left = (counts.get(key) ?? 1) - 1;
    if (left === 0) counts.delete(key);
    else counts.set(key, left);
  }
}
