// Which hosts reach each other: cuts may lie over one another, and each is taken away by itself.
import type { Resident } from '@torchat/core/testing';

export interface Cut {
  readonly of: ReadonlySet<Resident>;
  /** Null: everybody. */
  readonly from: ReadonlySet<Resident> | null;
}

export class Cuts {
  readonly #alone = new Map<Resident, number>();
  readonly #between = new Set<{ readonly of: ReadonlySet<Resident>; readonly from: ReadonlySet<Resident> }>();

  make({ of, from }: Cut): void {
    if (from !== null) this.#between.add({ of, from });
    else for (const one of of) this.#alone.set(one, (this.#alone.get(one) ?? 0) + 1);
  }

  heal({ of, from }: Cut): void {
    for (const cut of this.#between) if (cut.of === of && cut.from === from) this.#between.delete(cut);
    if (from !== null) return;
    for (const one of of) {
      const left = (this.#alone.get(one) ?? 0) - 1;
      if (left > 0) this.#alone.set(one, left);
      else this.#alone.delete(one);
    }
  }

  passes(one: Resident, other: Resident): boolean {
    if (this.#alone.size > 0 && (this.#alone.has(one) || this.#alone.has(other))) return false;
    for (const { of, from } of this.#between)
      if ((of.has(one) && from.has(other)) || (of.has(other) && from.has(one))) return false;
    return true;
  }
}
