// What the clients cost: memory, processor and traffic of each over time, or of all where there are many.
import type { SamplesRecord } from '../record/result.ts';
import { linearAxis, type Wording } from './axis.ts';
import { area, line } from './draw.ts';
import { faultBands } from './fault-bands.ts';
import { figure, plot } from './figure.ts';
import type { Markup } from './html.ts';
import { ascending, greatest, percentile, type Point, thinned } from './statistics.ts';
import type { View } from './view.ts';
import { bytes, number } from './words.ts';

/** One client's values over time. */
interface Track {
  readonly who: number;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** As many colours as there are for lines with names. */
const MOST_COLOURS = 6;
const MOST_LINES = 64;
const SLICES = 160;

export function costs(view: View): Markup[] {
  const { samples, facts } = view.result;
  const traffic = {
    lines: 'lines of the protocol',
    tor: 'what tor counts, its own overhead included',
    none: '',
  }[facts.traffic];
  return [
    tracks(
      view,
      samples.map((one) => levels(one, one.memory)),
      {
        title: 'Memory',
        what: 'Resident memory of each client’s processes, its tor left out',
        wording: bytes,
      },
    ),
    tracks(
      view,
      samples.map((one) => growth(one, one.cpu, 100)),
      {
        title: 'Processor',
        what: 'Share of one core that each client took between two looks',
        wording: (value) => `${Number(value.toFixed(2))}%`,
      },
    ),
    tracks(
      view,
      samples.map((one) => growth(one, summed(one.sent, one.received), 1000)),
      {
        title: 'Traffic',
        what: `Bytes a second that each client sent and received between two looks (${traffic})`,
        wording: (value) => `${bytes(value)}/s`,
      },
    ),
  ].filter((one) => one !== null);
}

interface TrackWords {
  readonly title: string;
  readonly what: string;
  readonly wording: Wording;
}

function tracks(view: View, all: readonly Track[], { title, what, wording }: TrackWords): Markup | null {
  const drawn = all.filter(({ points }) => points.length > 0);
  if (drawn.length === 0) return null;
  const few = drawn.length <= MOST_COLOURS;
  const each = drawn.length <= MOST_LINES;
  const most = greatest(drawn.map(({ points }) => greatest(points.map(([, value]) => value))));
  const top = drawn.find(({ points }) => points.some(([, value]) => value === most));
  const y = linearAxis(most, wording);
  const leader = `The most was ${wording(most)}, ${view.nameOf(top?.who ?? 0)}’s.`;
  const slices = `in each of ${SLICES} slices of time`;
  const caption = few
    ? `${what}. ${leader}`
    : each
      ? `${what}: a thin line for each of ${drawn.length} clients; the middle one and the greatest ${slices}. ${leader}`
      : `${what}; of ${number(drawn.length)} clients, ${slices}: the middle one, where nine in ten lie, and the greatest of all. ${leader}`;
  const pointsOf = (points: Track['points']): readonly Point[] =>
    thinned(
      points.map(([time, value]): Point => [view.time.of(time), y.of(value)]),
      each && !few ? 80 : 400,
    );
  return figure(
    {
      title,
      caption,
      legend: few
        ? drawn.map(({ who }, at) => [`track-${at}`, view.nameOf(who)] as const)
        : [
            ['greatest', 'the greatest'],
            each ? (['each', 'each client'] as const) : (['nine', 'nine in ten lie here'] as const),
            ['median', 'the middle one'],
          ],
    },
    plot({
      label: `${title} over time, at most ${wording(most)}`,
      height: 140,
      x: view.time,
      y,
      under: faultBands(view),
      paths: [
        each ? drawn.map(({ points }, at) => line(pointsOf(points), few ? `track-${at}` : 'each')) : null,
        few ? null : spread(drawn, view.result.length, y.of, each),
      ],
    }),
  );
}

/** Of each client the greatest in a slice, so that no peak is lost; across the clients percentiles and the greatest. */
function spread(
  all: readonly Track[],
  length: number,
  of: (value: number) => number,
  each: boolean,
): (Markup | null)[] {
  const slices = Array.from({ length: SLICES }, (): Map<number, number> => new Map());
  for (const { who, points } of all)
    for (const [at, value] of points) {
      const slice = slices[Math.min(SLICES - 1, Math.floor((at / Math.max(length, 1)) * SLICES))];
      slice?.set(who, Math.max(slice.get(who) ?? 0, value));
    }
  const filled = slices.flatMap((slice, at) =>
    slice.size === 0 ? [] : [{ x: (at + 0.5) / SLICES, values: ascending(slice.values()) }],
  );
  const at = (percent: number): Point[] =>
    filled.map(({ x, values }) => [x, of(percentile(values, percent))] as const);
  return [each ? null : area(at(95), 'nine', at(5)), line(at(50), 'median'), line(at(100), 'greatest')];
}

function levels({ who, at }: SamplesRecord, values: readonly number[] | undefined): Track {
  return { who, points: (values ?? []).map((value, place) => [at[place] ?? 0, value] as const) };
}

/** What a counter grew by, over the milliseconds between two looks, times `scale`. A counter that fell began anew. */
function growth({ who, at }: SamplesRecord, values: readonly number[] | undefined, scale: number): Track {
  const points = (values ?? []).flatMap((value, place): [number, number][] => {
    const [before, since, now] = [values?.[place - 1], at[place - 1], at[place]];
    if (before === undefined || since === undefined || now === undefined || now <= since) return [];
    return [[now, ((value >= before ? value - before : value) * scale) / (now - since)]];
  });
  return { who, points };
}

function summed(
  sent: readonly number[] | undefined,
  received: readonly number[] | undefined,
): number[] | undefined {
  if (sent === undefined && received === undefined) return undefined;
  return (sent ?? received ?? []).map((_, at) => (sent?.[at] ?? 0) + (received?.[at] ?? 0));
}
