// The world in memory: engines on a virtual clock. A day of hundreds of people passes in a minute, and a seed repeats it.
import type { Command, TorchatId } from '@torchat/core';
import type { Resident } from '@torchat/core/testing';
import type { Person } from '../../scenario/cast.ts';
import { bytesOf } from '../content.ts';
import type { Deed, Fault } from '../deed.ts';
import type { Sample } from '../event.ts';
import type { OpenOptions, SimWorld, WorldFacts, WorldKind } from '../sim-world.ts';
import { FaultsInMemory } from './faults.ts';
import { Hostile } from './hostile.ts';
import { Teller } from './teller.ts';
import { Town } from './town.ts';

/** Real milliseconds that it lives on without looking up, so that a screen can be drawn and a signal be heard. */
const BREATH = 50;
/** Virtual milliseconds between two looks at the real clock. */
const STRIDE = 1000;

const FACTS: WorldFacts = {
  about:
    'Engines of our client in one process, on a virtual clock: a dial takes 0.2 to 3 s, a line 20 to 650 ms one way. What a real network and a real tor take is not in it.',
  traffic: 'lines',
  torVersion: null,
};

export const memoryWorld: WorldKind = {
  name: 'memory',
  carries: {
    kinds: new Set(['ours', 'hostile']),
    deeds: new Set(['chat', 'file', 'status', 'add', 'remove']),
    faults: new Set(['restart', 'killed', 'tor_killed', 'suspended', 'link_cut', 'disk_full', 'clock_jump']),
    checks: new Set([
      'texts',
      'files',
      'online_within',
      'online_at_end',
      'recovery_within',
      'traffic_under',
      'violations',
    ]),
    limits: false,
  },
  open: (options) => Promise.resolve(new MemoryWorld(options)),
};

class MemoryWorld implements SimWorld {
  readonly facts = FACTS;
  readonly #signal: AbortSignal;
  readonly #teller: Teller;
  readonly #town: Town;
  readonly #faults: FaultsInMemory;
  readonly #hostile: Hostile;

  constructor({ cast, seed, signal, onEvent }: OpenOptions) {
    this.#signal = signal;
    this.#town = new Town({
      seed,
      people: cast.people.length,
      onEvent: (place, event) => this.#teller.heard(place, event),
    });
    this.#teller = new Teller(this.#town, onEvent);
    this.#faults = new FaultsInMemory(this.#town, this.#teller);
    this.#hostile = new Hostile(this.#town);
  }

  now(): number {
    return this.#town.time;
  }

  async until(time: number): Promise<void> {
    let breath = performance.now();
    while (this.#town.time < time) {
      this.#signal.throwIfAborted();
      this.#town.run(Math.min(time, this.#town.time + STRIDE));
      if (performance.now() - breath < BREATH) continue;
      await new Promise((resolve) => setImmediate(resolve));
      breath = performance.now();
    }
  }

  start(person: Person): Promise<void> {
    if (person.kind === 'hostile') this.#hostile.start();
    else this.#born(person, this.#residentAt(person));
    return Promise.resolve();
  }

  perform(deed: Deed): Promise<boolean> {
    return Promise.resolve(this.#perform(deed, this.#residentAt(deed.who)));
  }

  breakIt(fault: Fault): Promise<readonly string[]> {
    this.#faults.begin(fault);
    return Promise.resolve([]);
  }

  mend(fault: Fault): Promise<void> {
    this.#faults.end(fault);
    return Promise.resolve();
  }

  sample(): Promise<readonly Sample[]> {
    const at = this.now();
    const samples = this.#town.residents.map(({ sent, received }, who) => ({ at, who, sent, received }));
    return Promise.resolve(samples);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #born(person: Person, resident: Resident): void {
    const { strangers, looks_like: looksLike } = person.settings;
    this.#teller.up(person.at);
    resident.start();
    resident.command({ type: 'settings', settings: { strangers, looksLike } });
    resident.command({ type: 'profile', profile: { name: person.name, text: '' } });
    for (const place of person.adds) resident.command({ type: 'add', id: this.#idAt(place) });
  }

  #perform(deed: Deed, resident: Resident): boolean {
    const { who } = deed;
    switch (deed.does) {
      case 'chat': {
        const reply = resident.command({ type: 'send', id: this.#idAt(deed.to.at), text: deed.text });
        if (reply?.ok === true && reply.message !== undefined)
          this.#teller.taken(who.at, deed.to.at, reply.message);
        return reply?.ok === true;
      }
      case 'file': {
        const { name, size } = deed;
        const offered = resident.run?.disk.offer(bytesOf(name, size));
        if (offered === undefined) return false;
        const sent = this.#ask(resident, { type: 'send_file', id: this.#idAt(deed.to.at), ...offered, name });
        if (sent) this.#teller.fileTaken(who.at, deed.to.at, name, size);
        return sent;
      }
      case 'status':
        return this.#ask(resident, { type: 'status', status: deed.status });
      case 'add':
      case 'remove': {
        const done = this.#ask(resident, { type: deed.does, id: this.#idAt(deed.to.at) });
        if (done) this.#teller.changed(who.at, deed.to.at, deed.does === 'add' ? 'added' : 'removed');
        return done;
      }
      case 'forward':
        // The runner asks only for what this world carries.
        return false;
      default:
        return deed satisfies never;
    }
  }

  #ask(resident: Resident, command: Command): boolean {
    return resident.command(command)?.ok === true;
  }

  #residentAt({ at }: Person): Resident {
    return this.#town.residents[at] as Resident;
  }

  #idAt(place: number): TorchatId {
    return (this.#town.residents[place] as Resident).id;
  }
}
