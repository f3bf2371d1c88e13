// What broke when: a lane for each fault, or for each kind of fault where there are many.
import type { FaultRecord } from '../record/result.ts';
import type { FaultKind } from '../world/deed.ts';
import { bar, percent } from './draw.ts';
import { tooManyToShade, visible } from './fault-bands.ts';
import { FAULT_WORDS, faultName, numbered } from './fault-names.ts';
import { figure, plot } from './figure.ts';
import { clipped, html, type Markup } from './html.ts';
import { spellOf, type View } from './view.ts';
import { count, duration, listed } from './words.ts';

const PITCH = 20;
const MOST_LANES = 16;
const MOST_NAMES = 4;

interface Lane {
  readonly name: string;
  readonly faults: readonly FaultRecord[];
  readonly title: string;
}

export function faultLanes(view: View): Markup | null {
  const { faults, length } = view.result;
  if (faults.length === 0) return null;
  const kinds = [...new Set(faults.map(({ what }) => what))];
  const lanes =
    faults.length <= MOST_LANES
      ? faults.map((fault) => ({ name: laneName(fault), faults: [fault], title: sentenceOf(view, fault) }))
      : kinds.map((kind) => laneOf(kind, faults));
  return figure(
    {
      title: 'What broke',
      caption: `${kinds.map((kind) => `“${faultName(kind)}”: ${FAULT_WORDS[kind]?.about ?? ''}`).join(' ')} ${
        tooManyToShade(view)
          ? 'They fill most of the time, so they are not shaded in the other figures.'
          : 'The same spells are shaded in every figure over time below.'
      }`,
    },
    plot({
      label: `${count(faults.length, 'fault')} over time`,
      height: lanes.length * PITCH + 4,
      x: view.time,
      rows: lanes.map(({ name }, row) => ({ name, y: row * PITCH + 12 })),
      marks: lanes.map((lane, row) => [
        visible(
          lane.faults.map((fault) => spellOf(fault, length)),
          length,
        ).map(([from, to]) =>
          bar(view.time.of(from), view.time.of(to), row * PITCH + 5, PITCH - 6, 'fault', lane.title),
        ),
        beside(view, lane, row),
      ]),
    }),
  );
}

/** Whom it struck, on the side where there is more room. */
function beside(view: View, { faults: [fault, ...others] }: Lane, row: number): Markup | null {
  if (fault === undefined || others.length > 0) return null;
  const [from, to] = spellOf(fault, view.result.length).map((at) => view.time.of(at)) as [number, number];
  const right = to < 0.6;
  return html`<text class="beside" x="${percent(right ? to : from)}" dx="${right ? 6 : -6}" y="${row * PITCH + 12}" dy=".32em" text-anchor="${right ? 'start' : 'end'}">${whom(view, fault)}</text>`;
}

function laneName({ number, what }: FaultRecord): string {
  return numbered(number, what);
}

function laneOf(kind: FaultKind, faults: readonly FaultRecord[]): Lane {
  const those = faults.filter(({ what }) => what === kind);
  return {
    name: `${faultName(kind)} ×${those.length}`,
    faults: those,
    title: `${faultName(kind)}, ${count(those.length, 'time')}`,
  };
}

/** `link cut: bob1 from bob2, 1 min to 1 min 30 s` */
function sentenceOf(view: View, fault: FaultRecord): string {
  const struck = whom(view, fault);
  const until = fault.ended === null ? 'to the end' : `to ${duration(fault.ended)}`;
  return `${faultName(fault.what)}${struck === '' ? '' : `: ${struck}`}, ${duration(fault.began)} ${until}`;
}

function whom(view: View, { who, from, hit }: FaultRecord): string {
  const struck = some([...who.map((one) => view.nameOf(one)), ...hit.map(clipped)]);
  return from.length === 0 ? struck : `${struck} from ${some(from.map((one) => view.nameOf(one)))}`;
}

function some(names: readonly string[]): string {
  return names.length <= MOST_NAMES
    ? listed(names)
    : `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
}
