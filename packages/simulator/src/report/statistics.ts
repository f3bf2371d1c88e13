// Percentiles, and fewer points that show the same: what stands out is always kept.

/** Of numbers in ascending order, by nearest rank; NaN of none. */
export function percentile(ascending: readonly number[], percent: number): number {
  const rank = Math.ceil((percent / 100) * ascending.length);
  return ascending[Math.max(0, rank - 1)] ?? Number.NaN;
}

export function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

/** Unlike `Math.max(...)`, of any number of them; `none` of none. */
export function greatest(numbers: Iterable<number>, none = 0): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const one of numbers) if (one > found) found = one;
  return found === Number.NEGATIVE_INFINITY ? none : found;
}

export type Point = readonly [x: number, y: number];

/**
 * Of points with ascending x in 0..1: of each of `buckets` slices the first, the lowest, the highest and the last, in their order.
 * So a line through them is as wide, as high and as low as one through all.
 */
export function thinned(points: readonly Point[], buckets: number): readonly Point[] {
  if (points.length <= buckets * 4) return points;
  const kept: Point[] = [];
  let start = 0;
  while (start < points.length) {
    const bucket = bucketOf(points[start], buckets);
    let low = start;
    let high = start;
    let end = start;
    while (end < points.length && bucketOf(points[end], buckets) === bucket) {
      if (y(points[end]) < y(points[low])) low = end;
      if (y(points[end]) > y(points[high])) high = end;
      end++;
    }
    const places = ascending(new Set([start, low, high, end - 1]));
    for (const place of places) kept.push(points[place] as Point);
    start = end;
  }
  return kept;
}

/** Of points in 0..1 each way: one of all that fall into the same cell, which would lie over each other anyway. */
export function sown(points: Iterable<Point>, columns: number, rows: number): Point[] {
  return [...weighed(points, columns, rows).values()].map(({ point }) => point);
}

/** The same, with how many fell there. */
export function weighed(
  points: Iterable<Point>,
  columns: number,
  rows: number,
): ReadonlyMap<number, { readonly point: Point; weight: number }> {
  const cells = new Map<number, { readonly point: Point; weight: number }>();
  for (const point of points) {
    const cell = Math.round(point[0] * columns) * (rows + 1) + Math.round(point[1] * rows);
    const there = cells.get(cell);
    if (there === undefined) cells.set(cell, { point, weight: 1 });
    else there.weight++;
  }
  return cells;
}

function bucketOf(point: Point | undefined, buckets: number): number {
  return Math.min(buckets - 1, Math.floor((point?.[0] ?? 0) * buckets));
}

function y(point: Point | undefined): number {
  return point?.[1] ?? 0;
}
