// A world of real programs: one client each for the people of a scenario, on the ground that a kind of world lays.
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import type { PeerEvent } from '../../peer/peer-program.ts';
import type { Guard } from '../../process/guard.ts';
import type { Person } from '../../scenario/cast.ts';
import type { Deed, Fault } from '../../world/deed.ts';
import type { Sample, SimEvent } from '../../world/event.ts';
import type { OpenOptions, SimWorld } from '../../world/sim-world.ts';
import { LiveFaults } from './faults.ts';
import { Forwards } from './forwards.ts';
import type { Ground } from './home.ts';
import { Resident } from './resident.ts';
import { Translator } from './translate.ts';

/** Milliseconds between two looks at whom the clients are connected with. */
const LOOK_EVERY = 2000;

export class LiveWorld implements SimWorld {
  readonly #options: OpenOptions;
  readonly #ground: Ground;
  readonly #residents: readonly Resident[];
  readonly #faults: LiveFaults;
  readonly #forwards: Forwards;
  readonly #places: ReadonlyMap<unknown, number>;
  readonly #sizes = new Map<string, number>();
  /** Of files that are under way. */
  readonly #paths = new Map<string, string>();
  readonly #accused = new Set<string>();
  readonly #closing = new AbortController();
  readonly #began = performance.now();
  #watching: Promise<void>;
  #closed: Promise<void> | null = null;

  constructor(options: OpenOptions, ground: Ground, guard?: Guard) {
    this.#options = options;
    this.#ground = ground;
    this.#places = new Map(ground.homes.map(({ id }, at) => [id, at]));
    this.#residents = options.cast.people.map((person) => this.#residentOf(person, guard));
    this.#faults = new LiveFaults(ground, this.#residents, (who, event) => this.#tell(who, event));
    this.#forwards = new Forwards(this.#residents, (who, event) => this.#tell(who, event));
    this.#watching = this.#watch();
  }

  get facts(): Ground['facts'] {
    return this.#ground.facts;
  }

  now(): number {
    return performance.now() - this.#began;
  }

  async until(time: number): Promise<void> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    const left = time - this.now();
    if (left > 0)
      await pause(left, undefined, { signal }).catch((cause: unknown) => {
        throw new TorchatError('cancelled', 'The run was interrupted.', { cause });
      });
  }

  start(person: Person): Promise<void> {
    const resident = this.#at(person);
    return resident.start(() => {
      for (const at of person.adds) resident.say('add', this.#idAt(at), this.#nameAt(at));
    });
  }

  async perform(deed: Deed): Promise<boolean> {
    const resident = this.#at(deed.who);
    if (!resident.isUp) return false;
    if (deed.does === 'status') return resident.say('status', deed.status);
    const to = this.#idAt(deed.to.at);
    switch (deed.does) {
      case 'chat':
        return resident.say('msg', to, JSON.stringify(deed.text));
      case 'add':
        return resident.say('add', to, deed.to.name);
      case 'remove':
        return resident.say('del', to);
      case 'file':
        return this.#send(resident, deed);
      case 'forward':
        if (resident.person.kind !== 'ours' || deed.to.kind !== 'ours') return false;
        void this.#forwards.round(resident, this.#at(deed.to), deed, this.#closing.signal);
        return true;
      default:
        return deed satisfies never;
    }
  }

  breakIt(fault: Fault): Promise<readonly string[]> {
    return this.#faults.begin(fault);
  }

  mend(fault: Fault): Promise<void> {
    return this.#faults.end(fault);
  }

  async sample(): Promise<readonly Sample[]> {
    const samples = this.#residents.map(async (resident): Promise<Sample | null> => {
      const look = await this.#look(resident);
      if (look === null) return null;
      const { beyond: _, ...costs } = look;
      return { at: this.now(), who: resident.person.at, ...costs };
    });
    return (await Promise.all(samples)).filter((one) => one !== null);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#watching;
    // The folders go with them: nothing has to be put in order first.
    await Promise.all(this.#residents.map((resident) => resident.kill()));
    await this.#faults.close();
    await this.#ground[Symbol.asyncDispose]();
  }

  #residentOf(person: Person, guard: Guard | undefined): Resident {
    const who = person.at;
    const translator = new Translator({
      placeOf: (id) => this.#places.get(id) ?? null,
      own: who,
      isOld: (contact) =>
        [person.kind, this.#options.cast.people[contact]?.kind].some((kind) => kind !== 'ours'),
      sizeOf: (name) => this.#sizes.get(name) ?? null,
    });
    return new Resident({
      person,
      home: this.#ground.homes[who] as Ground['homes'][number],
      guard,
      onEvent: (event) => {
        if (isSent(event)) this.#forget(who, String(event['name']));
        for (const told of translator.of(event)) this.#tell(who, told);
      },
      onLife: (up) => this.#tell(who, { type: up ? 'up' : 'down' }),
      onError: (what) => this.#tell(who, { type: 'error', what }),
    });
  }

  async #send(resident: Resident, { to, name, size }: Extract<Deed, { does: 'file' }>): Promise<boolean> {
    this.#sizes.set(name, size);
    const path = await resident.home.write(name, size);
    this.#paths.set(name, path);
    return resident.say('file', this.#idAt(to.at), JSON.stringify(path));
  }

  /** What was sent, or never will be, takes no room any more. */
  #forget(who: number, name: string): void {
    const path = this.#paths.get(name);
    if (path === undefined) return;
    this.#paths.delete(name);
    this.#ground.homes[who]?.forget(path).catch(() => undefined);
  }

  /** A connection that leads past loopback is told once. */
  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await Promise.all(this.#residents.map((resident) => this.#look(resident)));
      await pause(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(resident: Resident): ReturnType<Resident['home']['look']> {
    const { program, person, home } = resident;
    if (program === null || this.#closing.signal.aborted) return null;
    // What ends while it is looked at has nothing to show.
    const look = await home.look(program).catch(() => null);
    for (const to of look?.beyond ?? []) {
      const accusation = `${person.at} ${to}`;
      if (this.#accused.has(accusation)) continue;
      this.#accused.add(accusation);
      this.#tell(person.at, { type: 'connection', to });
    }
    return look;
  }

  #tell(who: number, event: DistributiveOmit<SimEvent, 'at' | 'who'>): void {
    // What ends because the world does is no event of it.
    if (this.#closed === null) this.#options.onEvent({ ...event, at: this.now(), who });
  }

  #at({ at }: Person): Resident {
    return this.#residents[at] as Resident;
  }

  #idAt(place: number): string {
    return this.#ground.homes[place]?.id ?? '';
  }

  #nameAt(place: number): string {
    return this.#options.cast.people[place]?.name ?? '';
  }
}

function isSent({ ev, complete, msg }: PeerEvent): boolean {
  return ev === 'file_send' && (complete === true || msg !== '');
}

type DistributiveOmit<Of, Keys extends PropertyKey> = Of extends unknown ? Omit<Of, Keys> : never;
