// How long texts took: each as a dot over time, and how many took how long at most.
import { type Axis, linearAxis, logTimeAxis } from './axis.ts';
import { dots, line, stairs } from './draw.ts';
import { faultBands } from './fault-bands.ts';
import { figure, plot } from './figure.ts';
import { html, type Markup } from './html.ts';
import { ascending, greatest, percentile, type Point, sown, thinned, weighed } from './statistics.ts';
import { holdsThroughout, touches, type View } from './view.ts';
import { count, duration, number, share } from './words.ts';

export interface Delivery {
  readonly at: number;
  readonly took: number;
  /** Sender and receiver ran all the while, and no fault struck either. */
  readonly undisturbed: boolean;
}

export function deliveriesOf({ result, ran, struck }: View): Delivery[] {
  return result.texts.flatMap(({ from, to, taken, shown }): Delivery[] => {
    const [first] = shown;
    if (taken === null || first === undefined) return [];
    const undisturbed = [from, to].every(
      (who) => holdsThroughout(ran[who] ?? [], taken, first) && !touches(struck[who] ?? [], taken, first),
    );
    return [{ at: taken, took: Math.max(0, first - taken), undisturbed }];
  });
}

const MOST_DOTS = 4000;
const SLICES = 80;
const SHADES = [
  { over: 0, upTo: 1, shade: 'shade-1' },
  { over: 1, upTo: 4, shade: 'shade-2' },
  { over: 4, upTo: 20, shade: 'shade-3' },
  { over: 20, upTo: Infinity, shade: 'shade-4' },
] as const;

const KINDS = [
  { undisturbed: true, look: 'calm', label: 'both ran all the while, nothing struck them' },
  { undisturbed: false, look: 'rough', label: 'one of the two was away or struck meanwhile' },
] as const;

export function texts(view: View, deliveries: readonly Delivery[]): Markup[] {
  const lost = view.result.texts.filter(({ taken, shown }) => taken !== null && shown.length === 0);
  if (deliveries.length === 0 && lost.length === 0) return [];
  const took = ascending(deliveries.map((one) => one.took));
  const y = logTimeAxis(Math.max(1, took[0] ?? 1), took.at(-1) ?? 1000);
  const series = KINDS.map((kind) => {
    const those = deliveries.filter(({ undisturbed }) => undisturbed === kind.undisturbed);
    return { ...kind, those, took: ascending(those.map((one) => one.took)) };
  }).filter(({ those }) => those.length > 0);
  return [
    overTime(
      view,
      y,
      series,
      lost.map(({ taken }) => taken ?? 0),
    ),
    cumulative(y, series),
  ];
}

interface Series {
  readonly look: string;
  readonly label: string;
  readonly those: readonly Delivery[];
  readonly took: readonly number[];
}

function overTime(view: View, y: Axis, series: readonly Series[], lost: readonly number[]): Markup {
  const all = series.reduce((sum, { those }) => sum + those.length, 0);
  const dense = all > MOST_DOTS;
  const points = series.map(({ those, look }) => {
    const places = those.map(({ at, took }): Point => [view.time.of(at), y.of(took)]);
    return those.length > MOST_DOTS ? shaded(places, look) : dots(sown(places, 600, 160), look);
  });
  const misses = sown(
    lost.map((at): Point => [view.time.of(at), 1]),
    600,
    1,
  );
  return figure(
    {
      title: 'How long each text took',
      caption: html`A dot for each text: across, when its sender’s client took it on; up, how long until its receiver was shown it. Every step of the scale is a multiple of the one before. A text to somebody who is away waits for him. ${
        lost.length === 0
          ? null
          : html`<strong>${count(lost.length, 'text')} never arrived</strong>: the marks at the top.`
      } ${
        dense
          ? 'There are many: dots that fall on the same spot are drawn once, the darker the more they are. The lines are the middle one and the slowest but 5% of each slice of time.'
          : 'Texts that would fall on the same spot are drawn once.'
      }`,
      legend: [
        ...series.map(({ look, label }) => [look, label] as const),
        ...(lost.length === 0 ? [] : [['lost', 'never arrived'] as const]),
        ...(dense ? PERCENTILES.map(({ look, label }) => [look, label] as const) : []),
      ],
    },
    plot({
      label: `Delivery times of ${count(all, 'text')} over time`,
      height: 240,
      x: view.time,
      y,
      under: faultBands(view),
      paths: [points, dense ? percentiles(view, y, series) : null, dots(misses, 'lost')],
    }),
  );
}

const PERCENTILES = [
  { percent: 50, look: 'median', label: 'half took less' },
  { percent: 95, look: 'nearly-all', label: '95% took less' },
] as const;

function percentiles({ time }: View, y: Axis, series: readonly Series[]): (Markup | null)[] {
  const slices = Map.groupBy(
    series.flatMap(({ those }) => those),
    ({ at }) => Math.floor(time.of(at) * SLICES),
  );
  const sorted = ascending(slices.keys()).map(
    (slice) =>
      [(slice + 0.5) / SLICES, ascending((slices.get(slice) ?? []).map(({ took }) => took))] as const,
  );
  return PERCENTILES.map(({ percent, look }) =>
    line(
      sorted.map(([x, took]): Point => [Math.min(x, 1), y.of(percentile(took, percent))]),
      look,
    ),
  );
}

/** The more fell on a spot, the darker. */
function shaded(points: readonly Point[], look: string): (Markup | null)[] {
  const cells = [...weighed(points, 300, 80).values()];
  return SHADES.map(({ over, upTo, shade }) =>
    dots(
      cells.filter(({ weight }) => weight > over && weight <= upTo).map(({ point }) => point),
      `${look} ${shade}`,
    ),
  );
}

function cumulative(x: Axis, series: readonly Series[]): Markup {
  const y = linearAxis(1, (value) => share(value, 1));
  return figure(
    {
      title: 'How many took how long at most',
      caption: 'A point on a curve says: so many of these texts (up) took at most so long (across).',
      legend: series.map(
        ({ look, label, those }) => [look, `${label} (${count(those.length, 'text')})`] as const,
      ),
    },
    plot({
      label: series.map(({ label, took }) => `${label}: median ${duration(percentile(took, 50))}`).join('; '),
      height: 180,
      x,
      y,
      timed: false,
      paths: series.map(({ took, look }) => stairs(climb(took, x), look)),
    }),
    html`<div class="wide"><table><thead><tr><th></th><th>texts</th><th>half within</th><th>95% within</th><th>99% within</th><th>slowest</th></tr></thead><tbody>${series.map(
      ({ label, took }) =>
        html`<tr><td>${label}</td><td>${number(took.length)}</td>${[50, 95, 99].map(
          (percent) => html`<td>${duration(percentile(took, percent))}</td>`,
        )}<td>${duration(greatest(took))}</td></tr>`,
    )}</tbody></table></div>`,
  );
}

/** The share that took at most so long, stair by stair. */
function climb(took: readonly number[], x: Axis): readonly Point[] {
  const points: Point[] = [[x.of(took[0] ?? 0), 0]];
  for (const [place, one] of took.entries()) points.push([x.of(one), (place + 1) / took.length]);
  points.push([1, 1]);
  return thinned(points, 400);
}
