// The word of a list that somebody who wrote another most likely meant.

/** The entry of `list` with the fewest slips (missing, added, wrong, swapped letters) between it and `word`. */
export function nearestWord(word: string, list: readonly string[]): string {
  let best = '';
  let least = Infinity;
  for (const entry of list) {
    // The first four letters already name a BIP39 word, so a right beginning outweighs any ending.
    const cost = distance(word, entry) - (entry.slice(0, 4) === word.slice(0, 4) ? 4 : 0);
    if (cost < least) {
      least = cost;
      best = entry;
    }
  }
  return best;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours count one each. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(older, j - 2) + 1);
      row.push(cost);
    }
    older = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
