// How soon people found each other again after each fault.
import type { FaultRecord, RecoveryRecord } from '../record/result.ts';
import { logTimeAxis } from './axis.ts';
import { bar, percent } from './draw.ts';
import { faultName, numbered } from './fault-names.ts';
import { figure, plot } from './figure.ts';
import { html, type Markup } from './html.ts';
import { ascending, greatest, percentile, type Point, sown } from './statistics.ts';
import type { View } from './view.ts';
import { count, duration, number } from './words.ts';

const PITCH = 24;
const MOST_LANES = 16;
const MOST_DOTS = 60;

interface Lane {
  readonly name: string;
  readonly all: readonly RecoveryRecord[];
}

export function recoveries(view: View): Markup | null {
  const { recoveries: all, faults } = view.result;
  if (all.length === 0) return null;
  const lanes = lanesOf(all, faults);
  const took = ascending(all.flatMap((one) => (one.took === null ? [] : [one.took])));
  const x = logTimeAxis(100, Math.max(1000, greatest(took)));
  const never = all.length - took.length;
  return figure(
    {
      title: 'Found again after a fault',
      caption: html`When a fault is over, those whom it struck and their contacts should soon show each other online again. A dot for each pair: how long after the fault’s end it took until one showed the other online for good (at the left edge: it never showed it offline); the upright mark is the middle one of a row; where there are many, a bar stands for nine in ten. Half took at most ${duration(percentile(took, 50))}, the longest ${duration(greatest(took))}. ${
        never === 0
          ? null
          : html`<strong>${count(never, 'time')} it did not come to that</strong> before the next fault or the end: the marks at the right.`
      }`,
      legend: [
        ['calm', `shown online again (${number(took.length)})`],
        ...(never === 0
          ? []
          : [['lost', `not before the next fault or the end (${number(never)})`] as const]),
      ],
    },
    plot({
      label: `Recovery after ${count(faults.length, 'fault')}: median ${duration(percentile(took, 50))}, worst ${duration(greatest(took))}`,
      height: lanes.length * PITCH + 4,
      x,
      timed: false,
      rows: lanes.map(({ name }, row) => ({ name, y: row * PITCH + 14 })),
      marks: lanes.map(({ all: those }, row) => {
        const y = row * PITCH + 14;
        const times = ascending(those.flatMap((one) => (one.took === null ? [] : [one.took])));
        const dense = times.length > MOST_DOTS;
        const [low, high] = [percentile(times, 5), percentile(times, 95)];
        const spots = sown(
          times.filter((one) => !dense || one < low || one > high).map((one): Point => [x.of(one), 0]),
          120,
          1,
        );
        const missed = those.length - times.length;
        return [
          dense
            ? bar(
                x.of(low),
                x.of(high),
                y - 5,
                10,
                'box',
                `nine in ten: ${duration(low)} to ${duration(high)}`,
              )
            : null,
          spots.map(([at]) => html`<circle class="calm" cx="${percent(at)}" cy="${y}" r="3.5"/>`),
          times.length < 3
            ? null
            : html`<rect class="middle" x="${percent(x.of(percentile(times, 50)))}" y="${y - 8}" width="3" height="16"><title>middle: ${duration(percentile(times, 50))} of ${times.length}</title></rect>`,
          missed === 0
            ? null
            : html`<circle class="lost" cx="100%" cy="${y}" r="5"><title>${missed} of ${those.length}</title></circle>`,
        ];
      }),
    }),
  );
}

function lanesOf(all: readonly RecoveryRecord[], faults: readonly FaultRecord[]): Lane[] {
  const kinds = new Map(faults.map(({ number, what }) => [number, what]));
  const byFault = Map.groupBy(all, ({ fault }) => fault);
  const kindOf = (fault: number): string => kinds.get(fault) ?? 'fault';
  if (byFault.size <= MOST_LANES)
    return [...byFault].map(([fault, those]) => ({ name: numbered(fault, kindOf(fault)), all: those }));
  return [...Map.groupBy(all, ({ fault }) => faultName(kindOf(fault)))].map(([name, those]) => ({
    name,
    all: those,
  }));
}
