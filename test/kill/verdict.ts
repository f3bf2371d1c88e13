// What became of the texts of one direction: those the sender's store took against those the receiver's store has.

export interface Verdict {
  readonly sent: number;
  readonly lost: number;
  readonly twice: number;
  readonly disordered: number;
  /** Texts that nobody wrote. */
  readonly foreign: number;
}

/** `written`: each text once, in the order of the sender's store. */
export function judge(written: readonly string[], received: readonly string[]): Verdict {
  const places = new Map(written.map((text, at) => [text, at]));
  const seen = new Set<number>();
  let latest = -1;
  let twice = 0;
  let disordered = 0;
  let foreign = 0;
  for (const text of received) {
    const place = places.get(text);
    if (place === undefined) foreign++;
    else if (seen.has(place)) twice++;
    else {
      if (place < latest) disordered++;
      latest = Math.max(latest, place);
      seen.add(place);
    }
  }
  return { sent: written.length, lost: places.size - seen.size, twice, disordered, foreign };
}

export function isClean({ lost, twice, disordered, foreign }: Verdict): boolean {
  return lost + twice + disordered + foreign === 0;
}
