// How much was sent and shown over time, and how much was on its way.
import { countAxis } from './axis.ts';
import { area, stairs, stepped } from './draw.ts';
import { faultBands } from './fault-bands.ts';
import { figure, plot } from './figure.ts';
import type { Markup } from './html.ts';
import { greatest, type Point, thinned } from './statistics.ts';
import type { View } from './view.ts';
import { count, duration } from './words.ts';

const SLICES = 120;

export function rates(view: View): Markup[] {
  const { texts, length } = view.result;
  const taken = texts.flatMap((text) => (text.taken === null ? [] : [text.taken]));
  if (taken.length === 0) return [];
  const shown = texts.flatMap(({ shown }) => shown);
  const slice = Math.max(length, 1) / SLICES;
  const [takenCounts, shownCounts] = [counted(taken, slice), counted(shown, slice)];
  const y = countAxis(greatest([...takenCounts, ...shownCounts]));
  const points = (counts: readonly number[]): Point[] => [
    ...counts.map((amount, at): Point => [at / SLICES, y.of(amount)]),
    [1, y.of(counts.at(-1) ?? 0)],
  ];
  return [
    figure(
      {
        title: 'Texts sent and shown',
        caption: `How many in each ${duration(slice)}. Where fewer are shown than sent, texts wait; where more, those that waited arrive.`,
        legend: [
          ['shown', 'shown to their receivers'],
          ['taken', 'taken on by their senders’ clients'],
        ],
      },
      plot({
        label: `${count(taken.length, 'text')} sent and ${count(shown.length, 'time')} shown, over time`,
        height: 120,
        x: view.time,
        y,
        under: faultBands(view),
        paths: [area(stepped(points(shownCounts)), 'shown'), stairs(points(takenCounts), 'taken')],
      }),
    ),
    waiting(view),
  ];
}

/** Exact at every moment: a stair up for each text that was taken on, one down for each that was shown first. */
function waiting(view: View): Markup {
  const steps = view.result.texts.flatMap(({ taken, shown }): [number, number][] => {
    if (taken === null) return [];
    return shown[0] === undefined
      ? [[taken, 1]]
      : [
          [taken, 1],
          [Math.max(taken, shown[0]), -1],
        ];
  });
  steps.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const heights: Point[] = [[0, 0]];
  let now = 0;
  for (const [at, by] of steps) heights.push([at, (now += by)]);
  heights.push([view.result.length, now]);
  const most = greatest(heights.map(([, height]) => height));
  const y = countAxis(most);
  const points = thinned(
    heights.map(([at, height]): Point => [view.time.of(at), y.of(height)]),
    600,
  );
  return figure(
    {
      title: 'Texts on their way',
      caption: `Taken on and not shown yet, at every moment; at most ${count(most, 'text')}, and ${now === 0 ? 'none' : now} at the end.`,
    },
    plot({
      label: `Texts on their way over time, at most ${most}`,
      height: 90,
      x: view.time,
      y,
      under: faultBands(view),
      paths: area(stepped(points), 'waiting'),
    }),
  );
}

function counted(times: readonly number[], slice: number): number[] {
  const counts = Array.from({ length: SLICES }, () => 0);
  for (const at of times) {
    const place = Math.min(SLICES - 1, Math.max(0, Math.floor(at / slice)));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
