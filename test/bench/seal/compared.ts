// Sealed against unsealed, pair by pair, and unsealed against itself beside it.
import type { Bench, Measured } from '../figure.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair } from '../stats/ratio.ts';
import type { TwoWays, Way } from './two-ways.ts';

const LEAST = 0.95;
/** What a median may miss of that by chance (a tenth of what raw streams on one circuit differ by). */
const BY_CHANCE = 0.02;
const PAIRS = 30;

interface Compared {
  readonly name: string;
  readonly unit: string;
  /** Of one round over this way. */
  readonly rate: (way: Way) => Promise<number>;
}

export async function compared(
  { quick, signal, say }: Bench,
  { sealed, open, circuits, renew }: TwoWays,
  { name, unit, rate }: Compared,
): Promise<Measured[]> {
  const pairs: Pair[] = [];
  const nulls: Pair[] = [];
  say(`Circuits: ${await circuits()}.`);
  // The first round warms up, and does not count.
  for (let at = -1; at < (quick ? 4 : PAIRS); at++) {
    signal.throwIfAborted();
    await renew();
    // Each comes first every other time.
    const early = at % 2 === 0 ? await rate(sealed) : null;
    const before = await rate(open);
    const mine = early ?? (await rate(sealed));
    const after = await rate(open);
    say(`${mine.toFixed(2)} ${unit} sealed, ${before.toFixed(2)} and ${after.toFixed(2)} not.`);
    if (at < 0) continue;
    pairs.push([mine, before]);
    nulls.push([after, before]);
  }
  say(`Circuits: ${await circuits()}.`);
  const ratio = pairedRatio(pairs);
  const chance = pairedRatio(nulls);
  return [
    {
      name,
      unit,
      ours: median(pairs.map(([mine]) => mine)),
      reference: median(nulls.flat()),
      ratio,
      null: chance,
      target: `ratio >= ${LEAST}`,
      holds: ratio.ratio >= LEAST - BY_CHANCE && chance.low <= 1 && chance.high >= 1,
    },
  ];
}
