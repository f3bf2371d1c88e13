// Faults behind every figure over time, so that cause and effect stand one above the other.
import { bands } from './draw.ts';
import type { Markup } from './html.ts';
import type { Point } from './statistics.ts';
import { joined, type Spell, spellOf, type View } from './view.ts';

/** Bands nearer together than this share of the run are drawn as one. */
const FINEST = 0.002;

export function faultBands(view: View): Markup | null {
  if (tooManyToShade(view)) return null;
  const { time } = view;
  return bands(
    shades(view).map(([from, to]): Point => [time.of(from), time.of(to)]),
    'band',
  );
}

/** Shade over most of a figure would tell nothing. */
export function tooManyToShade(view: View): boolean {
  const shaded = shades(view).reduce((sum, [from, to]) => sum + to - from, 0);
  return shades(view).length > 3 && shaded > view.result.length / 2;
}

function shades({ result: { faults, length } }: View): Spell[] {
  return visible(
    faults.map((fault) => spellOf(fault, length)),
    length,
  );
}

/** Joined where they could not be told apart, and never too thin to be seen. */
export function visible(spells: readonly Spell[], length: number): Spell[] {
  const least = length * FINEST;
  return joined(spells, least).map(([from, to]) => [from, Math.max(to, from + least)]);
}
