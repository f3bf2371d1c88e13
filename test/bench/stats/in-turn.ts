// The reference, ours and the reference again, in an order that moves on with each round: what a place in the order does to a figure
// falls on all three alike.
//
// Why: in a fixed one (raw, ours, raw) the same raw echo took 167 ms first and 115 last, fifty rounds in a row (Nagle's rule and the
// delayed ACK between relays, by what went before).
type Measure = () => Promise<number>;

export interface Turn {
  readonly raw: number;
  readonly ours: number;
  /** The reference once more. */
  readonly again: number;
}

/** One after another; `round`: which one begins, the others follow in a circle. Rounds of a warm-up may be negative. */
export async function inTurn(round: number, raw: Measure, ours: Measure): Promise<Turn> {
  const measures = [raw, ours, raw];
  const figures = [Number.NaN, Number.NaN, Number.NaN];
  for (let step = 0; step < measures.length; step++) {
    const at = (Math.abs(round) + step) % measures.length;
    figures[at] = await (measures[at] as Measure)();
  }
  const [first, mine, again] = figures as [number, number, number];
  return { raw: first, ours: mine, again };
}
