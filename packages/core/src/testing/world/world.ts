// Many engines on one virtual clock: dials that fail, connections that break, clients that crash, a stranger who lies.
// One seed decides everything.
import { idOfPublicKey, type TorchatId } from '../../identity/id.ts';
import type { Event } from '../../engine/io/event.ts';
import type { Input } from '../../engine/io/input.ts';
import type { LinkId } from '../../engine/io/keys.ts';
import type { Output } from '../../engine/io/output.ts';
import type { Core } from '../../engine/state.ts';
import type { Change, SealCrypto } from '../../ports.ts';
import { Agenda } from './agenda.ts';
import type { Discipline, Gaps } from './deeds.ts';
import { type Connection, type Holder, Pipe } from './pipe.ts';
import { prng, type Prng } from './prng.ts';
import { Resident, type Plant } from './resident.ts';
import type { Run } from './run.ts';
import { brokenRules } from './rules.ts';
import { glassSeal, toyKey, toySeal } from './toy-seal.ts';
import { Witness } from './witness.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly clients: number;
  /** Share of dials that fail while the storm lasts. */
  readonly failing: number;
  /** All hold their onion keys, and so all seal. */
  readonly sealed?: boolean;
  /** Many people: their seal costs next to nothing. */
  readonly crowd?: boolean;
  /** A world of which only a part is lived here: the lots of this part are its own, while keys are those of the whole. */
  readonly part?: number;
  readonly plant?: Plant;
  /** What drivers do with the outputs, other than they should. */
  readonly discipline?: Discipline;
  /** Counts between which two deeds there were moments, and crashes. */
  readonly gaps?: Gaps;
  /** Receives every line of the log; without it only the log's hash is kept. */
  readonly log?: (line: string) => void;
}

/** The virtual clock starts at this time of the calendar, so that logs look like logs. */
const START = Date.UTC(2026, 0, 1);
/** Looking into an engine costs as much as several inputs: not after each of them. */
const INPUTS_A_LOOK = 16;
/** Between the seeds of a world's parts: none of them is another world's seed by chance. */
const PARTS_APART = 1_000_003;

export class World {
  readonly agenda = new Agenda(START);
  readonly random: Prng;
  readonly residents: readonly Resident[];
  readonly witness = new Witness();
  readonly discipline: Discipline;
  readonly gaps: Gaps | null;
  readonly sealed: boolean;
  readonly crypto: SealCrypto;
  readonly #byId = new Map<TorchatId, Resident>();
  readonly #log: ((line: string) => void) | undefined;
  #failing: number;
  #hash = 0x811c9dc5;

  constructor(options: WorldOptions) {
    const { seed, clients, failing, plant = (engine) => engine, log } = options;
    this.discipline = options.discipline ?? ((deeds) => deeds);
    this.gaps = options.gaps ?? null;
    this.sealed = options.sealed ?? false;
    this.crypto = options.crowd === true ? glassSeal : toySeal;
    this.random = prng(seed);
    this.#failing = failing;
    this.#log = log;
    this.residents = Array.from({ length: clients }, () => {
      const key = this.sealed ? toyKey((length) => this.random.bytes(length)) : null;
      const id = idOfPublicKey(key?.publicKey ?? this.random.bytes(32));
      const resident = new Resident(this, id, key?.onionKey ?? null, plant);
      this.#byId.set(resident.id, resident);
      return resident;
    });
    if (options.part !== undefined) this.random = prng(seed + (options.part + 1) * PARTS_APART);
  }

  /** Virtual milliseconds since the start. */
  get time(): number {
    return this.agenda.now - START;
  }

  /** Two worlds with one hash lived the same life. */
  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  /** From now on every dial to somebody who can be reached gets through. */
  calm(): void {
    this.#failing = 0;
  }

  run(until: number): number {
    return this.agenda.run(START + until);
  }

  resident(id: TorchatId): Resident | undefined {
    return this.#byId.get(id);
  }

  dial(from: Run, { link, id, deadline }: Extract<Output, { type: 'dial' }>): void {
    const { random, agenda } = this;
    this.witness.dials++;
    if (random.chance(this.#failing * 0.2)) return agenda.after(deadline, () => from.dialled(link, null));
    const fails = random.chance(this.#failing * 0.8);
    agenda.after(random.between(200, 3000), () => {
      const door = fails ? null : (this.#byId.get(id)?.run ?? null);
      if (door === null || !door.reachable) return from.dialled(link, null);
      from.dialled(link, () => this.connect(from, link, door));
    });
  }

  connect(holder: Holder, link: LinkId, door: Run): Connection {
    return door.accept(
      (other, accepted) => new Pipe(this.agenda, this.random, [holder, link], [other, accepted]),
    );
  }

  saw(id: TorchatId, input: Input): void {
    this.witness.inputs++;
    if (input.type === 'line') this.witness.hears(id);
    this.#record(id, input.type, 'link' in input ? input.link : 0, input.type === 'line' ? input.line : null);
  }

  lookInto(core: Core): void {
    if (this.witness.inputs % INPUTS_A_LOOK === 0)
      for (const what of brokenRules(core)) this.witness.brokenRules.add(what);
  }

  saved(id: TorchatId, changes: readonly Change[]): void {
    this.witness.saved(id, changes);
  }

  happened(id: TorchatId, event: Event): void {
    this.witness.happened(id, event);
  }

  #record(id: TorchatId, what: string, link: number, line: Uint8Array | null): void {
    let hash = this.#hash;
    const mix = (value: number) => {
      hash = Math.imul(hash ^ value, 0x01000193);
    };
    mix(this.time);
    mix(id.charCodeAt(0) * 65536 + id.charCodeAt(1) * 256 + id.charCodeAt(2));
    mix(what.length);
    mix(link);
    if (line !== null) for (const byte of line) mix(byte);
    this.#hash = hash;
    if (this.#log === undefined) return;
    const text = line === null ? '' : ` ${new TextDecoder().decode(line).slice(0, 120)}`;
    this.#log(
      `${(this.time / 1000).toFixed(3).padStart(9)} ${id.slice(0, 6)} ${what}${link === 0 ? '' : ` #${link}`}${text}`,
    );
  }
}
