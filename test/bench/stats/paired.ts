// What the pairs of a run come to in a line of the table.
import type { Measured } from '../figure.ts';
import { median } from './quantile.ts';
import { type Interval, type Pair, pairedRatio } from './ratio.ts';

const LEAST = 0.95;
/** A median from here on counts, where chance alone may explain the rest (the null's interval holds 1). */
const NEAR = 0.93;

interface Compared {
  readonly ours: number;
  readonly reference: number;
  readonly ratio: Interval;
  readonly null: Interval;
}

/** `nulls`: the reference against itself. */
export function compared(pairs: readonly Pair[], nulls: readonly Pair[]): Compared {
  return {
    ours: median(pairs.map(([mine]) => mine)),
    reference: median(nulls.flat()),
    ratio: pairedRatio(pairs),
    null: pairedRatio(nulls),
  };
}

/** Bulk is to be as fast as a raw stream on the same circuit. */
export function asFastAsRaw({
  ratio: { ratio },
  null: chance,
}: Compared): Pick<Measured, 'target' | 'holds'> {
  return {
    target: `ratio >= ${LEAST}`,
    holds: ratio >= LEAST || (ratio >= NEAR && chance.low <= 1 && chance.high >= 1),
  };
}
