// Faults in memory: what each does to engines and their connections.
import type { Resident } from '@torchat/core/testing';
import type { Person } from '../../scenario/cast.ts';
import type { Fault } from '../deed.ts';
import type { Cut } from '../cuts.ts';
import type { Teller } from './teller.ts';
import { TorNotices } from './tor-notices.ts';
import type { Town } from './town.ts';

export class FaultsInMemory {
  readonly #town: Town;
  readonly #teller: Teller;
  readonly #notices: TorNotices;
  readonly #cuts = new Map<number, Cut<Resident>>();

  constructor(town: Town, teller: Teller) {
    this.#town = town;
    this.#teller = teller;
    this.#notices = new TorNotices(town);
  }

  begin(fault: Fault): void {
    if (!('who' in fault)) return;
    for (const { person, resident } of this.#here(fault.who))
      switch (fault.what) {
        case 'restart':
        case 'killed':
          if (fault.what === 'restart') resident.quit();
          else resident.crash();
          this.#teller.down(person.at);
          break;
        case 'tor_killed':
          resident.run?.loseTor();
          break;
        case 'suspended':
          resident.run?.sleep();
          break;
        case 'disk_full':
          if (resident.run !== null) resident.run.disk.room = 0;
          break;
        case 'clock_jump':
          // Clients hold the clock of the machine against one that does not jump: going back they do not notice.
          resident.ahead += Math.max(0, fault.by);
          resident.run?.put({ type: 'tick' });
          break;
        case 'link_cut':
        case 'moved':
        case 'twin':
          break;
        default:
          fault satisfies never;
      }
    // Cuts are known wherever somebody could dial whom they keep apart.
    if (fault.what === 'suspended') this.#cut(fault.number, { of: this.#residentsOf(fault.who), from: null });
    else if (fault.what === 'link_cut') {
      const from = fault.from === 'everybody' ? null : this.#residentsOf(fault.from);
      this.#cut(fault.number, { of: this.#residentsOf(fault.who), from });
    }
  }

  end(fault: Fault): void {
    if (!('who' in fault)) return;
    for (const { person, resident } of this.#here(fault.who))
      switch (fault.what) {
        case 'restart':
        case 'killed':
          resident.start();
          this.#teller.up(person.at);
          break;
        case 'tor_killed':
          // A new tor has its network about as soon as the first one had.
          resident.run?.findTor(this.#town.random.between(500, 5000));
          break;
        case 'suspended':
          resident.run?.wake();
          break;
        case 'disk_full':
          if (resident.run !== null) resident.run.disk.room = Number.POSITIVE_INFINITY;
          break;
        case 'link_cut':
        case 'clock_jump':
        case 'moved':
        case 'twin':
          break;
        default:
          fault satisfies never;
      }
    this.#heal(fault.number, fault.what === 'suspended');
  }

  #cut(number: number, cut: Cut<Resident>): void {
    this.#cuts.set(number, cut);
    this.#town.cuts.make(cut);
    this.#town.reroute(cut.of);
    if (cut.from === null) for (const resident of cut.of) this.#notices.silence(resident);
  }

  #heal(number: number, slept: boolean): void {
    const cut = this.#cuts.get(number);
    if (cut === undefined) return;
    this.#cuts.delete(number);
    this.#town.cuts.heal(cut);
    this.#town.reroute(cut.of);
    for (const resident of cut.of) this.#notices.sound(resident, slept);
  }

  /** Those of them who live in this part of the world. */
  #here(who: readonly Person[]) {
    const here = who.filter(({ at }) => this.#town.isHere(at));
    return here.map((person) => ({ person, resident: this.#residentOf(person) }));
  }

  #residentsOf(who: readonly Person[]): ReadonlySet<Resident> {
    return new Set(who.map((person) => this.#residentOf(person)));
  }

  #residentOf({ at }: Person): Resident {
    return this.#town.residents[at] as Resident;
  }
}
