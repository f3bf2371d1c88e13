// The local ports of forwards: opened with the account, and again until they are free, closed when they are taken back.
import { type Forward, TorchatError } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import type { Traffic } from './tcp/carry.ts';

/** How a forward is doing. */
export interface ForwardState {
  readonly forward: Forward;
  readonly open: boolean;
  /** A sentence where its port is not open. */
  readonly why: string;
  /** Connections or flows through it now. */
  readonly active: number;
  /** Bytes since it was opened. */
  readonly sent: number;
  readonly got: number;
}

/** One forward with its port, if that could be opened. */
export class Door {
  readonly forward: Forward;
  readonly #acquire: (door: Door) => Promise<Held<unknown>>;
  #held: Held<unknown> | null = null;
  #why = '';
  #active = 0;
  #sent = 0;
  #got = 0;
  readonly traffic: Traffic = {
    sent: (bytes) => void (this.#sent += bytes),
    got: (bytes) => void (this.#got += bytes),
  };

  constructor(forward: Forward, acquire: (door: Door) => Promise<Held<unknown>>) {
    this.forward = forward;
    this.#acquire = acquire;
  }

  get state(): ForwardState {
    return {
      forward: this.forward,
      open: this.#held !== null,
      why: this.#why,
      active: this.#active,
      sent: this.#sent,
      got: this.#got,
    };
  }

  /** Throws `port_taken`, `bad_request`. */
  async open(): Promise<void> {
    try {
      this.#held = await this.#acquire(this);
      this.#why = '';
    } catch (failure) {
      this.#why = failure instanceof TorchatError ? failure.message : 'Its port could not be opened.';
      throw failure;
    }
  }

  /** Counts the work among what is active. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#active++;
    try {
      return await work();
    } finally {
      this.#active--;
    }
  }

  async close(): Promise<void> {
    await this.#held?.undo();
    this.#held = null;
  }
}
