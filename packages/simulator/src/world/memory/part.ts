// What people of a scenario do in memory, and what is done to them: a town, or the half of one that lives in this thread.
import type { Command, TorchatId } from '@torchat/core';
import type { Resident } from '@torchat/core/testing';
import type { Person } from '../../scenario/cast.ts';
import { bytesOf } from '../content.ts';
import type { Deed, Fault } from '../deed.ts';
import type { Sample, SimEvent } from '../event.ts';
import { FaultsInMemory } from './faults.ts';
import { Hostile } from './hostile.ts';
import { Teller } from './teller.ts';
import type { Town, TownOptions } from './town.ts';

export class Part<Place extends Town = Town> {
  readonly town: Place;
  readonly #teller: Teller;
  readonly #faults: FaultsInMemory;
  readonly #hostile: Hostile;

  constructor(build: (onEvent: TownOptions['onEvent']) => Place, onEvent: (event: SimEvent) => void) {
    this.town = build((place, event) => this.#teller.heard(place, event));
    this.#teller = new Teller(this.town, onEvent);
    this.#faults = new FaultsInMemory(this.town, this.#teller);
    this.#hostile = new Hostile(this.town);
  }

  start(person: Person): void {
    if (person.kind === 'hostile') this.#hostile.start();
    else this.#born(person, this.#residentAt(person));
  }

  /** False: its client does not run, so nothing was done. */
  perform(deed: Deed): boolean {
    const { who } = deed;
    const resident = this.#residentAt(who);
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

  breakIt(fault: Fault): void {
    this.#faults.begin(fault);
  }

  mend(fault: Fault): void {
    this.#faults.end(fault);
  }

  samples(): readonly Sample[] {
    const at = this.town.time;
    return this.town.residents.flatMap(({ sent, received }, who) =>
      this.town.isHere(who) ? [{ at, who, sent, received }] : [],
    );
  }

  #born(person: Person, resident: Resident): void {
    const { strangers, looks_like: looksLike } = person.settings;
    this.#teller.up(person.at);
    resident.start();
    resident.command({ type: 'settings', settings: { strangers, looksLike } });
    resident.command({ type: 'profile', profile: { name: person.name, text: '' } });
    for (const place of person.adds) resident.command({ type: 'add', id: this.#idAt(place) });
  }

  #ask(resident: Resident, command: Command): boolean {
    return resident.command(command)?.ok === true;
  }

  #residentAt({ at }: Person): Resident {
    return this.town.residents[at] as Resident;
  }

  #idAt(place: number): TorchatId {
    return (this.town.residents[place] as Resident).id;
  }
}
