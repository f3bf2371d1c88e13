// What the table of a running scenario counts, person by person.
import type { Cast } from '../../scenario/cast.ts';
import type { Recorder } from '../../record/recorder.ts';
import type { Faults } from '../../run/faults.ts';
import type { SimEvent } from '../../world/event.ts';
import type { SimWorld } from '../../world/sim-world.ts';

export interface Row {
  readonly name: string;
  readonly group: string;
  readonly contacts: readonly number[];
  written: number;
  shown: number;
  files: number;
}

export class Counts {
  rows: readonly Row[] = [];
  recorder: Recorder | null = null;
  #world: SimWorld | null = null;
  #faults: Faults | null = null;

  begin({ people }: Cast, recorder: Recorder): void {
    this.recorder = recorder;
    this.rows = people.map(({ name, group, contacts }) => ({
      name,
      group,
      contacts,
      written: 0,
      shown: 0,
      files: 0,
    }));
  }

  live(world: SimWorld, faults: Faults): void {
    this.#world = world;
    this.#faults = faults;
  }

  note({ who, type }: SimEvent): void {
    const row = this.rows[who];
    if (row === undefined) return;
    if (type === 'text_taken') row.written++;
    else if (type === 'text_shown') row.shown++;
    else if (type === 'file_landed') row.files++;
  }

  /** Of the world's clock; null while it opens. */
  get now(): number | null {
    return this.#world?.now() ?? null;
  }

  get faults(): number {
    return this.#faults?.records.length ?? 0;
  }

  get faultsOn(): number {
    return this.#faults?.on ?? 0;
  }

  /** How many of the contacts of this person he sees online. */
  sees(at: number): number {
    return this.rows[at]?.contacts.filter((contact) => this.recorder?.sees(at, contact)).length ?? 0;
  }

  get pairs(): number {
    return this.rows.reduce((sum, { contacts }) => sum + contacts.length, 0);
  }
}
