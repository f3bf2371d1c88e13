// The people of a scenario in memory: core's world of engines on a virtual clock, with hosts that can be cut off and sleep.
import type { Event, TorchatId } from '@torchat/core';
import { type Connection, type Holder, type Resident, type Run, World } from '@torchat/core/testing';
import { Cuts } from '../cuts.ts';

/** After so long without a packet a connection is given up; TCP and tor are no quicker. Milliseconds, from and to. */
const PATIENCE = [60_000, 180_000] as const;
/** A sender repeats after pauses that double: what waited comes so much later at most. */
const LAST_REPEAT = 120_000;

export interface TownOptions {
  readonly seed: number;
  readonly people: number;
  /** See core's world. */
  readonly part?: number;
  readonly onEvent: (place: number, event: Event) => void;
}

export class Town extends World {
  readonly cuts = new Cuts<Resident>();
  readonly #onEvent: TownOptions['onEvent'];
  readonly #places: ReadonlyMap<TorchatId, number>;
  readonly #stalls = new WeakMap<Connection, number>();

  constructor({ seed, people, part, onEvent }: TownOptions) {
    super({
      seed,
      clients: people,
      failing: 0,
      sealed: true,
      crowd: true,
      ...(part !== undefined && { part }),
    });
    this.#onEvent = onEvent;
    this.#places = new Map(this.residents.map(({ id }, place) => [id, place]));
  }

  placeOf(id: TorchatId): number | null {
    return this.#places.get(id) ?? null;
  }

  /** Whether who has this place lives in this world, and not in another part of it. */
  isHere(_place: number): boolean {
    return true;
  }

  /** Looks anew which connections pass anything. Call it when cuts have changed; `touched`: whose. */
  reroute(touched: ReadonlySet<Resident>): void {
    for (const { run } of touched) for (const pipe of run?.pipes ?? []) this.look(pipe, run as Run);
  }

  override dial(from: Run, output: Parameters<World['dial']>[1]): void {
    const other = this.resident(output.id);
    if (other === undefined || this.cuts.passes(from.resident, other)) return super.dial(from, output);
    // Nobody answers, and nobody says so.
    this.agenda.after(output.deadline, () => from.dialled(output.link, null));
  }

  override connect(...[holder, link, door]: Parameters<World['connect']>): Connection {
    const pipe = super.connect(holder, link, door);
    if (!this.#passes(door, holder)) this.#stall(pipe, door);
    return pipe;
  }

  // What the worlds of core's own tests look at, thousands of engines have no time for.
  override saw(): void {}
  override lookInto(): void {}
  override saved(): void {}

  override happened(id: TorchatId, event: Event): void {
    const place = this.#places.get(id);
    if (place !== undefined) this.#onEvent(place, event);
  }

  /** Whether this connection of this run passes anything now. */
  protected look(pipe: Connection, run: Run): void {
    const passes = this.#passes(run, pipe.otherOf(run));
    if (!passes && !pipe.stalled) this.#stall(pipe, run);
    else if (passes && pipe.stalled) this.#heal(pipe);
  }

  #passes(run: Run, other: Holder): boolean {
    return !isSomebody(other) || this.cuts.passes(run.resident, other.resident);
  }

  #stall(pipe: Connection, run: Run): void {
    const began = this.agenda.now;
    this.#stalls.set(pipe, began);
    pipe.stall();
    for (const end of [run, pipe.otherOf(run)])
      this.agenda.after(this.random.between(...PATIENCE), () => {
        if (pipe.stalled && this.#stalls.get(pipe) === began) pipe.giveUp(end);
      });
  }

  #heal(pipe: Connection): void {
    const lasted = this.agenda.now - (this.#stalls.get(pipe) ?? 0);
    pipe.flow(this.random.between(200, Math.max(300, Math.min(lasted, LAST_REPEAT))));
  }
}

/** Strangers hold their ends themselves. */
function isSomebody(holder: Holder): holder is Holder & { readonly resident: Resident } {
  return 'resident' in holder;
}
