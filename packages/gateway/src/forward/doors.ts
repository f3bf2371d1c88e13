// The local port of a forward, open or waiting to be opened.
import { type Forward, TorchatError } from '@torchat/core';
import type { Held } from '@torchat/core/node';

/** What goes through a local port. */
export interface Load {
  /** Connections or flows through it now. */
  readonly active: number;
  /** Bytes since it was opened; of UDP, datagrams. */
  readonly sent: number;
  readonly got: number;
  /** Datagrams that found no room, and those that came too late, on both sides. */
  readonly dropped: number;
  readonly late: number;
}

/** An open port. */
export interface Doorway {
  load(): Load;
}

/** How a local port is doing. */
export interface DoorState extends Load {
  readonly open: boolean;
  /** A sentence where its port is not open. */
  readonly why: string;
}

/** How a forward is doing. */
export interface ForwardState extends DoorState {
  readonly forward: Forward;
}

export const NO_LOAD: Load = { active: 0, sent: 0, got: 0, dropped: 0, late: 0 };

class Door {
  readonly #acquire: () => Promise<Held<Doorway>>;
  #held: Held<Doorway> | null = null;
  #why = '';
  #closed = false;

  constructor(acquire: () => Promise<Held<Doorway>>) {
    this.#acquire = acquire;
  }

  get state(): DoorState {
    const load = this.#held?.value.load() ?? NO_LOAD;
    return { open: this.#held !== null, why: this.#why, ...load };
  }

  /** Throws `port_taken`, `bad_request`. */
  async open(): Promise<void> {
    try {
      const held = await this.#acquire();
      if (this.#closed) return await held.undo();
      this.#held = held;
      this.#why = '';
    } catch (failure) {
      this.#why = failure instanceof TorchatError ? failure.message : 'Its port could not be opened.';
      throw failure;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#held?.undo();
    this.#held = null;
  }
}

/** The local ports of one kind: those that another program has are tried again. */
export class Doors<Kept extends object> {
  readonly #doors = new Map<string, { readonly kept: Kept; readonly door: Door }>();
  readonly #nameOf: (kept: Kept) => string;
  readonly #acquire: (kept: Kept) => Promise<Held<Doorway>>;
  #reopening = false;

  constructor(nameOf: (kept: Kept) => string, acquire: (kept: Kept) => Promise<Held<Doorway>>) {
    this.#nameOf = nameOf;
    this.#acquire = acquire;
  }

  states<State>(stateOf: (kept: Kept, state: DoorState) => State): State[] {
    return Array.from(this.#doors.values(), ({ kept, door }) => stateOf(kept, door.state));
  }

  /** Resolves when each was tried once. */
  async begin(all: readonly Kept[]): Promise<void> {
    for (const kept of all) this.#doors.set(this.#nameOf(kept), { kept, door: this.#doorOf(kept) });
    await this.reopen();
  }

  async reopen(): Promise<void> {
    if (this.#reopening) return;
    this.#reopening = true;
    for (const { door } of this.#doors.values())
      if (!door.state.open) await door.open().catch(() => undefined);
    this.#reopening = false;
  }

  /** Opens it, then keeps it. Rejects with `port_taken`, `service_exists`, `bad_request`, and as `keep` does. */
  async add(kept: Kept, keep: () => Promise<unknown>): Promise<void> {
    if (this.#doors.has(this.#nameOf(kept)))
      throw new TorchatError('service_exists', 'This local port is open already.');
    const door = this.#doorOf(kept);
    await door.open();
    try {
      await keep();
    } catch (failure) {
      await door.close();
      throw failure;
    }
    this.#doors.set(this.#nameOf(kept), { kept, door });
  }

  async remove(name: string): Promise<void> {
    await this.#doors.get(name)?.door.close();
    this.#doors.delete(name);
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#doors.values(), ({ door }) => door.close()));
  }

  #doorOf(kept: Kept): Door {
    return new Door(() => this.#acquire(kept));
  }
}
