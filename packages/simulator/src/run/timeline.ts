// Everything that a scenario has happen, in order of time, drawn as it is needed: a day of thousands fits in memory.
import type { Cast, Person } from '../scenario/cast.ts';
import type { Breakage } from '../scenario/faults.ts';
import type { Happening } from '../scenario/happenings.ts';
import { type Lot, lotOf } from '../scenario/lot.ts';
import type { WorldName } from '../scenario/moment.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { seated, seatsOf } from './choose.ts';
import { timesOf } from './moments.ts';
import { Queue } from './queue.ts';

export type Step =
  | { readonly type: 'start'; readonly person: Person }
  | { readonly type: 'happening'; readonly happening: Happening; readonly who: Person; readonly lot: Lot }
  | {
      readonly type: 'fault';
      readonly fault: Breakage | Extract<Happening, { does: 'restart' | 'twin' }>;
      readonly who: readonly Person[];
    };

interface Source {
  readonly times: Iterator<number>;
  readonly step: () => Step | null;
}

export class Timeline {
  readonly #queue = new Queue<Source>();
  readonly #lot: (purpose: string) => Lot;

  constructor(scenario: Scenario, cast: Cast, seed: number, world: WorldName) {
    this.#lot = (purpose) => lotOf(seed, purpose);
    for (const person of cast.people)
      this.#add([person.starts][Symbol.iterator](), () => ({ type: 'start', person }));
    for (const [at, happening] of scenario.happens.entries())
      if (happening.worlds?.includes(world) !== false)
        this.#happening(happening, cast, scenario.duration, `happens ${at}`);
    for (const [at, fault] of scenario.breaks.entries())
      if (fault.worlds?.includes(world) !== false)
        this.#fault(fault, cast, scenario.duration, `breaks ${at}`);
  }

  /** The time of the next step; null: there is none. */
  get next(): number | null {
    return this.#queue.first;
  }

  /** Null where nobody is there for it. */
  take(): Step | null {
    const source = this.#queue.take();
    const step = source?.step() ?? null;
    if (source !== null) this.#plan(source);
    return step;
  }

  #happening(happening: Happening, cast: Cast, end: number, purpose: string): void {
    if (happening.does === 'restart' || happening.does === 'twin')
      return this.#fault(happening, cast, end, purpose);
    for (const [place, seat] of seatsOf(happening.who, cast).entries()) {
      const lot = this.#lot(`${purpose} ${place}`);
      this.#add(timesOf(happening, end, lot), () => {
        const who = seated(seat, lot);
        return who === null ? null : { type: 'happening', happening, who, lot };
      });
    }
  }

  /** It strikes all of them together, unless each has times of his own. */
  #fault(fault: Extract<Step, { type: 'fault' }>['fault'], cast: Cast, end: number, purpose: string): void {
    const seats = 'who' in fault ? seatsOf(fault.who, cast) : [];
    const apart = 'who' in fault && (fault.rate !== undefined || fault.stagger !== undefined);
    for (const [place, group] of (apart ? seats.map((seat) => [seat]) : [seats]).entries()) {
      const lot = this.#lot(`${purpose} ${place}`);
      this.#add(timesOf(fault, end, lot), () => {
        const who = group.map((seat) => seated(seat, lot)).filter((one) => one !== null);
        return { type: 'fault', fault, who: [...new Set(who)] };
      });
    }
  }

  #add(times: Iterator<number>, step: Source['step']): void {
    this.#plan({ times, step });
  }

  #plan(source: Source): void {
    const next = source.times.next();
    if (next.done !== true) this.#queue.put(next.value, source);
  }
}
