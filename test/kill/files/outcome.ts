// What a run of the kill test with a file came to, in one line.

export interface FilesOutcome {
  readonly bytes: number;
  readonly kills: Readonly<Record<'sender' | 'receiver' | 'both' | 'tor', number>>;
  /** The file that arrived is the one that was sent, there is one of it, and nothing unfinished lies beside it. */
  readonly right: boolean;
  /** Bytes that a receiver had on his disk and took again, each kill. */
  readonly again: readonly number[];
  /** Bytes that left the sender, without what a file of this size takes undisturbed. */
  readonly surplus: number;
  readonly seconds: number;
}

/** What the project promises of a kill. */
const MOST_AGAIN = 1_000_000;

export function isWhole({ right, again }: FilesOutcome): boolean {
  return right && again.every((bytes) => bytes <= MOST_AGAIN);
}

export function filesSentence(outcome: FilesOutcome): string {
  const { bytes, kills, right, again, surplus, seconds } = outcome;
  const count = Object.values(kills).reduce((sum, one) => sum + one, 0);
  const each = Object.entries(kills).map(([what, times]) => `${times} ${what}`);
  return [
    `${count} kills (${each.join(', ')}) in a transfer of ${mega(bytes)} MB:`,
    right ? 'right at the end;' : 'WRONG at the end;',
    `of what had arrived at most ${mega(Math.max(0, ...again))} MB were sent again for a kill,`,
    `${mega(again.reduce((sum, one) => sum + one, 0) / count)} MB in the mean;`,
    `with what was on its way ${mega(surplus / count)} MB a kill left the sender twice; ${Math.round(seconds)} s in all.`,
  ].join(' ');
}

function mega(bytes: number): string {
  return (bytes / 1_000_000).toFixed(2).replace(/\.?0+$/u, '');
}
