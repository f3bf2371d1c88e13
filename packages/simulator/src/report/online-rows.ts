// Who was online when: a row for each client, and under it the faults that struck it.
import { bar } from './draw.ts';
import { figure, plot } from './figure.ts';
import { faultName } from './fault-names.ts';
import { html, type Markup, type Shown } from './html.ts';
import type { Seen, SeenChange } from './seen.ts';
import { spellOf, type View } from './view.ts';
import { duration } from './words.ts';

const PITCH = 18;
const THICK = 11;
/** So fine is a row; of what is shorter, the worst is shown. */
const CELLS = 800;

const SEEN_WORDS: Readonly<Record<Seen, string>> = {
  all: 'runs, and every contact that runs shows it online',
  some: 'runs, and some show it offline',
  none: 'runs, and all show it offline',
  alone: 'runs, and none of its contacts does',
  off: 'does not run',
};

export const SEEN_LEGEND = (['all', 'some', 'none', 'alone', 'off'] as const).map(
  (seen) => [`seen-${seen}`, SEEN_WORDS[seen]] as const,
);

export function onlineRows(
  view: View,
  seen: readonly (readonly SeenChange[])[],
  who: readonly number[],
  words: {
    readonly title: string;
    readonly caption: Shown;
  },
): Markup {
  const height = who.length * PITCH + 4;
  return figure(
    { ...words, legend: [...SEEN_LEGEND, ['struck', 'a fault strikes it']] },
    plot({
      label: words.title,
      height,
      x: view.time,
      rows: who.map((one, row) => ({ name: view.nameOf(one), y: row * PITCH + 8 })),
      marks: who.map((one, row) => [rowOf(view, seen[one] ?? [], row), faultsOf(view, one, row)]),
    }),
  );
}

function rowOf({ time, result }: View, changes: readonly SeenChange[], row: number): Markup[] {
  return coarsened(changes, result.length, CELLS).map(([at, state], place, all) => {
    const until = all[place + 1]?.[0] ?? result.length;
    const title = `${SEEN_WORDS[state]}: ${duration(at)} to ${duration(until)}`;
    const [top, thick] = state === 'off' ? [row * PITCH + 7, 2] : [row * PITCH + 2, THICK];
    return bar(time.of(at), time.of(until), top, thick, `seen-${state}`, title);
  });
}

function faultsOf({ time, result }: View, who: number, row: number): Markup[] {
  return result.faults
    .filter((fault) => fault.who.includes(who))
    .map((fault) => {
      const [began, ended] = spellOf(fault, result.length);
      const title = html`${faultName(fault.what)}: ${duration(began)} to ${duration(ended)}`;
      return bar(
        time.of(began),
        Math.max(time.of(ended), time.of(began) + 0.002),
        row * PITCH + 14,
        2,
        'struck',
        title,
      );
    });
}

const WORST: readonly Seen[] = ['all', 'alone', 'off', 'some', 'none'];

/** In each of `cells` slices of time the worst that it held, where there is more than could be seen. */
export function coarsened(
  changes: readonly SeenChange[],
  length: number,
  cells: number,
): readonly SeenChange[] {
  if (changes.length <= cells / 2) return changes;
  const worst = Array.from({ length: cells }, () => 0);
  const cellOf = (at: number): number => Math.min(cells - 1, Math.max(0, Math.floor((at / length) * cells)));
  for (const [place, [at, seen]] of changes.entries()) {
    const until = changes[place + 1]?.[0] ?? length;
    const rank = WORST.indexOf(seen);
    // A change at a cell's very end does not reach into the next.
    for (let cell = cellOf(at); cell <= cellOf(Math.max(at, until - 1e-6)); cell++)
      worst[cell] = Math.max(worst[cell] ?? 0, rank);
  }
  const found: SeenChange[] = [];
  for (const [cell, rank] of worst.entries()) {
    const seen = WORST[rank] ?? 'off';
    if (found.at(-1)?.[1] !== seen) found.push([(cell / cells) * length, seen]);
  }
  return found;
}
