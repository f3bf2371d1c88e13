// Quantiles of a sample.

/** Between two neighbours in proportion (type 7 of Hyndman and Fan); `at` from 0 to 1. NaN of nothing. */
export function quantile(sample: readonly number[], at: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}
