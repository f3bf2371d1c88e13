// Which hosts reach each other: cuts may lie over one another, and each is taken away by itself.
export interface Cut<Host> {
  readonly of: ReadonlySet<Host>;
  /** Null: everybody. */
  readonly from: ReadonlySet<Host> | null;
}

export class Cuts<Host> {
  readonly #alone = new Map<Host, number>();
  readonly #between = new Set<{ readonly of: ReadonlySet<Host>; readonly from: ReadonlySet<Host> }>();

  make({ of, from }: Cut<Host>): void {
    if (from !== null) this.#between.add({ of, from });
    else for (const one of of) this.#alone.set(one, (this.#alone.get(one) ?? 0) + 1);
  }

  heal({ of, from }: Cut<Host>): void {
    for (const cut of this.#between) if (cut.of === of && cut.from === from) this.#between.delete(cut);
    if (from !== null) return;
    for (const one of of) {
      const left = (this.#alone.get(one) ?? 0) - 1;
      if (left > 0) this.#alone.set(one, left);
      else this.#alone.delete(one);
    }
  }

  passes(one: Host, other: Host): boolean {
    if (this.#alone.size > 0 && (this.#alone.has(one) || this.#alone.has(other))) return false;
    for (const { of, from } of this.#between)
      if ((of.has(one) && from.has(other)) || (of.has(other) && from.has(one))) return false;
    return true;
  }
}
