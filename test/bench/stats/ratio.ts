// Ours against the reference, pair by pair, and how far chance alone may have moved the figure.
import { seeded } from './prng.ts';
import { median, quantile } from './quantile.ts';

/** A figure and the bounds of 90 % of its bootstrap. */
export interface Interval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Ours and the reference, measured one right after the other. */
export type Pair = readonly [ours: number, reference: number];

const RESAMPLES = 2000;
const SEED = 11009;

/** The median of the pairs' ratios. */
export function pairedRatio(pairs: readonly Pair[]): Interval {
  return bootstrap(pairs, (chosen) => median(chosen.map(([ours, reference]) => ours / reference)));
}

/** One quantile of ours to the same of the reference, resampled in pairs. */
export function quantileRatio(pairs: readonly Pair[], at: number): Interval {
  return bootstrap(
    pairs,
    (chosen) =>
      quantile(
        chosen.map(([ours]) => ours),
        at,
      ) /
      quantile(
        chosen.map(([, reference]) => reference),
        at,
      ),
  );
}

function bootstrap(pairs: readonly Pair[], estimate: (chosen: readonly Pair[]) => number): Interval {
  const random = seeded(SEED);
  const estimates = Array.from({ length: RESAMPLES }, () =>
    estimate(pairs.map(() => pairs[Math.floor(random() * pairs.length)] as Pair)),
  );
  return { ratio: estimate(pairs), low: quantile(estimates, 0.05), high: quantile(estimates, 0.95) };
}
