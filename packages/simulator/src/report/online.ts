// Who was online: row by row where there is room for all, else how many were what, and the rows of those who fared worst.
import { countAxis } from './axis.ts';
import { area, stepped } from './draw.ts';
import { figure, plot } from './figure.ts';
import type { Markup } from './html.ts';
import { onlineRows, SEEN_LEGEND } from './online-rows.ts';
import { isMissed, missedFor, type Seen, seenBy, type SeenChange } from './seen.ts';
import { type Point, thinned } from './statistics.ts';
import type { View } from './view.ts';
import { faultBands } from './fault-bands.ts';
import { count, duration, number } from './words.ts';

const MOST_ROWS = 64;
const WORST_ROWS = 24;
const SLICES = 240;
const ROWS_TITLE = 'Who was online';

export function online(view: View): Markup[] {
  const seen = seenBy(view);
  const everybody = view.result.people.map((_, who) => who);
  if (everybody.length <= MOST_ROWS)
    return [
      onlineRows(view, seen, everybody, {
        title: ROWS_TITLE,
        caption:
          'One row for each client. A client that runs should be shown online by each of its contacts: where that is not so, somebody looks in vain.',
      }),
    ];
  const missed = everybody.map((who) => missedFor(seen[who] ?? [], view.result.length));
  const worst = everybody.toSorted((a, b) => (missed[b] ?? 0) - (missed[a] ?? 0)).slice(0, WORST_ROWS);
  return [
    onlineAreas(view, seen),
    onlineRows(view, seen, worst, {
      title: 'Those who were missed longest',
      caption: `The ${WORST_ROWS} of ${number(everybody.length)} clients that ran for the longest time in all while some contact showed them offline; ${view.nameOf(worst[0] ?? 0)} leads with ${duration(missed[worst[0] ?? 0] ?? 0)}. The others fared better.`,
    }),
  ];
}

/** From the ground up: what is as it should be is at the bottom, what is not lies on top. */
const LAYERS: readonly Seen[] = ['all', 'alone', 'some', 'none', 'off'];

function onlineAreas(view: View, seen: readonly (readonly SeenChange[])[]): Markup {
  const { result, time } = view;
  const y = countAxis(seen.length);
  const means = meansOf(seen, result.length);
  let below: Point[] = means.map(([x]) => [x, 0]);
  const layers = LAYERS.map((state) => {
    const above = means.map(([x, counts], at): Point => [x, (below[at]?.[1] ?? 0) + y.of(counts[state])]);
    const layer = area(above, `seen-${state}`, below);
    below = above;
    return layer;
  });
  const vain = missedOver(seen);
  const worst = vain.reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  const missing = countAxis(worst[1]);
  return figure(
    {
      title: ROWS_TITLE,
      caption: `Above: how many of the ${count(seen.length, 'client')} were what, on average in each of ${SLICES} slices of time. Below: how many ran while some or all of their contacts showed them offline, at every moment; ${
        worst[1] === 0 ? 'at no time any.' : `at most ${number(worst[1])}, after ${duration(worst[0])}.`
      }`,
      legend: SEEN_LEGEND,
    },
    plot({
      label: 'How many clients ran and were shown online, over time',
      height: 220,
      x: time,
      y,
      paths: layers,
    }),
    plot({
      label: `How many ran and were shown offline, over time: at most ${worst[1]}`,
      height: 90,
      x: time,
      y: missing,
      under: faultBands(view),
      paths: area(
        stepped(
          thinned(
            vain.map(([at, amount]): Point => [time.of(at), missing.of(amount)]),
            600,
          ),
        ),
        'seen-some',
      ),
    }),
  );
}

type Counts = Record<Seen, number>;

function none(): Counts {
  return { all: 0, alone: 0, off: 0, some: 0, none: 0 };
}

/** Milliseconds spent in each state in each slice, over the slice's length. */
function meansOf(seen: readonly (readonly SeenChange[])[], length: number): (readonly [x: number, Counts])[] {
  const slice = Math.max(length, 1) / SLICES;
  const sums = Array.from({ length: SLICES }, none);
  for (const changes of seen)
    for (const [place, [at, state]] of changes.entries()) {
      const until = Math.min(changes[place + 1]?.[0] ?? length, length);
      for (let one = Math.floor(at / slice); one < SLICES && one * slice < until; one++) {
        const sum = sums[one];
        if (sum !== undefined) sum[state] += Math.min(until, (one + 1) * slice) - Math.max(at, one * slice);
      }
    }
  for (const sum of sums) for (const state of LAYERS) sum[state] /= slice;
  return sums.flatMap((sum, at) => [[at / SLICES, sum] as const, [(at + 1) / SLICES, sum] as const]);
}

/** How many at every moment ran while somebody showed them offline. */
function missedOver(seen: readonly (readonly SeenChange[])[]): Point[] {
  const steps = seen.flatMap((changes) =>
    changes.flatMap(([at, state], place): Point[] => {
      const by = Number(isMissed(state)) - Number(isMissed(changes[place - 1]?.[1] ?? 'off'));
      return by === 0 ? [] : [[at, by]];
    }),
  );
  const counts: [number, number][] = [[0, 0]];
  let now = 0;
  for (const [at, by] of steps.sort((a, b) => a[0] - b[0])) {
    now += by;
    // What happens at one moment is one change.
    if (counts.at(-1)?.[0] === at) counts.pop();
    counts.push([at, now]);
  }
  return counts;
}
