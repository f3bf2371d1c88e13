// The faults of a run: whom they strike, when they are over, and their record. Nobody is struck twice at once in one place.
import type { FaultRecord } from '../record/result.ts';
import type { Cast, Person } from '../scenario/cast.ts';
import type { Fault } from '../world/deed.ts';
import type { SimWorld } from '../world/sim-world.ts';
import { seatsOf } from './choose.ts';
import { Queue } from './queue.ts';
import type { Step } from './timeline.ts';
import type { RunWatch } from './watch.ts';

type Asked = Extract<Step, { type: 'fault' }>['fault'];
type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

/** How long those last that do not say. A killed tor comes back by itself, a clock stays as it is. */
const LASTS = { restart: 5000, killed: 5000, twin: 300_000, tor_killed: 0, clock_jump: 0 } as const;

/** Faults of one place exclude each other for a person. */
const PLACES: Readonly<Record<string, string>> = {
  restart: 'process',
  killed: 'process',
  suspended: 'process',
  moved: 'process',
  tor_killed: 'process',
  twin: 'process',
};

export class Faults {
  readonly records: FaultRecord[] = [];
  readonly #world: SimWorld;
  readonly #watch: RunWatch | undefined;
  readonly #due = new Queue<() => Promise<void>>();
  readonly #struck = new Set<string>();

  constructor(world: SimWorld, watch: RunWatch | undefined) {
    this.#world = world;
    this.#watch = watch;
  }

  /** When the next one ends; null: none will. */
  get next(): number | null {
    return this.#due.first;
  }

  /** How many are on. */
  get on(): number {
    return this.records.filter(({ ended }) => ended === null).length;
  }

  async begin(asked: Asked, chosen: readonly Person[], cast: Cast, last: number): Promise<void> {
    const place = PLACES[kindOf(asked)] ?? kindOf(asked);
    const who = chosen.filter(({ at }) => !this.#struck.has(`${place} ${at}`));
    if ('who' in asked && who.length === 0) return;
    const fault = faultOf(this.records.length, asked, who, cast);
    for (const { at } of who) this.#struck.add(`${place} ${at}`);
    const began = this.#world.now();
    const hit = await this.#world.breakIt(fault);
    const record: Mutable<FaultRecord> = {
      number: fault.number,
      what: fault.what,
      who: who.map(({ at }) => at),
      from: fault.what === 'link_cut' && fault.from !== 'everybody' ? fault.from.map(({ at }) => at) : [],
      hit,
      began,
      ended: null,
    };
    this.records.push(record);
    this.#tell(record, `${fault.what}: ${namesOf(who, hit)}`);
    if (fault.ends === null) return;
    // What comes after the end of the scenario is calm.
    this.#due.put(Math.max(began, Math.min(began + fault.ends, last)), async () => {
      await this.#world.mend(fault);
      record.ended = this.#world.now();
      for (const { at } of who) this.#struck.delete(`${place} ${at}`);
      if (record.ended > record.began) this.#tell(record, `${fault.what} is over: ${namesOf(who, hit)}`);
    });
  }

  /** Ends what is to end by now. */
  async mendDue(now: number): Promise<void> {
    while ((this.#due.first ?? Infinity) <= now) await this.#due.take()?.();
  }

  #tell({ began, ended }: FaultRecord, sentence: string): void {
    this.#watch?.fault?.(ended ?? began, sentence);
  }
}

function kindOf(asked: Asked): Fault['what'] {
  return 'what' in asked ? asked.what : asked.does;
}

function faultOf(number: number, asked: Asked, who: readonly Person[], cast: Cast): Fault {
  const what = kindOf(asked);
  const given = 'for' in asked ? asked.for : undefined;
  const ends = given ?? (what in LASTS ? LASTS[what as keyof typeof LASTS] : null);
  if (!('what' in asked)) return { number, ends, what: asked.does, who };
  switch (asked.what) {
    case 'relay_killed':
    case 'authority_killed':
      return { number, ends, what: asked.what, count: asked.count };
    case 'clock_jump':
      return { number, ends, what: asked.what, who, by: asked.by };
    case 'link_cut':
      return { number, ends, what: asked.what, who, from: beyond(asked.from, who, cast) };
    case 'killed':
    case 'tor_killed':
    case 'disk_full':
    case 'suspended':
    case 'moved':
      return { number, ends, what: asked.what, who };
    default:
      return asked satisfies never;
  }
}

/** Beyond a cut link lie those who are named, or everybody. */
function beyond(
  selectors: readonly string[] | undefined,
  who: readonly Person[],
  cast: Cast,
): readonly Person[] | 'everybody' {
  if (selectors === undefined) return 'everybody';
  const named = seatsOf(selectors, cast).flatMap((seat) =>
    'person' in seat ? [seat.person] : seat.any.slice(0, 1),
  );
  return named.filter((person) => !who.includes(person));
}

const NAMED = 4;

function namesOf(who: readonly Person[], hit: readonly string[]): string {
  const names = [...who.map(({ name }) => name), ...hit];
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return names.slice(0, NAMED).join(', ') + rest;
}
