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

/** How a forward is doing. */
export interface ForwardState extends Load {
  readonly forward: Forward;
  readonly open: boolean;
  /** A sentence where its port is not open. */
  readonly why: string;
}

export const NO_LOAD: Load = { active: 0, sent: 0, got: 0, dropped: 0, late: 0 };

export class Door {
  readonly forward: Forward;
  readonly #acquire: () => Promise<Held<Doorway>>;
  #held: Held<Doorway> | null = null;
  #why = '';
  #closed = false;

  constructor(forward: Forward, acquire: () => Promise<Held<Doorway>>) {
    this.forward = forward;
    this.#acquire = acquire;
  }

  get state(): ForwardState {
    const load = this.#held?.value.load() ?? NO_LOAD;
    return { forward: this.forward, open: this.#held !== null, why: this.#why, ...load };
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
