// This half's end of a connection to somebody in the other half of the town. A model as core's pipe, with letters between its ends.
import {
  bare,
  type Connection,
  type Holder,
  noticing,
  type Prng,
  type Resident,
  Stall,
} from '@torchat/core/testing';
import type { Town } from '../town.ts';
import type { Letter } from './letters.ts';
import { FAR } from './window.ts';

type LinkId = Parameters<Holder['closed']>[0];

export interface FarOptions {
  readonly town: Pick<Town, 'agenda' | 'random'>;
  readonly number: number;
  readonly holder: Holder;
  readonly link: LinkId;
  /** Whoever holds the other end, without a run in this half. */
  readonly other: Resident;
  readonly post: (letter: Letter) => void;
  /** This end is closed: no letter for it means anything any more. */
  readonly ended: () => void;
}

const NOTHING = (): void => undefined;

export class FarConnection implements Connection {
  readonly #options: FarOptions;
  readonly #latency: number;
  readonly #stall = new Stall();
  readonly other: Holder & { readonly resident: Resident };
  #alive = true;
  /** Nothing written here arrives there before this time, so that order is kept. */
  #arrives = 0;

  constructor(options: FarOptions) {
    this.#options = options;
    this.#latency = options.town.random.between(...FAR);
    this.other = { resident: options.other, lines: NOTHING, closed: NOTHING };
  }

  get holder(): Holder {
    return this.#options.holder;
  }

  send(_: Holder, lines: readonly Uint8Array[]): void {
    const at = this.#inOrder(this.#latency + this.#random.below(50));
    this.#options.post({ kind: 'lines', connection: this.#options.number, at, lines: lines.map(bare) });
  }

  /** Lines without their LF. */
  arrived(lines: readonly Uint8Array[]): void {
    this.#stall.passed(() => {
      if (this.#alive) this.holder.lines(this.#options.link, lines);
    });
  }

  /** The other end is closed, or was when something came there. */
  ended(): void {
    this.#stall.passed(() => this.#close());
  }

  stall(): void {
    this.#stall.begin();
  }

  get stalled(): boolean {
    return this.#stall.lasts;
  }

  flow(delay: number): void {
    this.#stall.flow(this.#options.town.agenda, delay);
  }

  giveUp(holder: Holder): void {
    // The other half sees to its own end.
    if (holder !== this.holder || !this.#alive) return;
    this.#close();
    this.#tellClosed(this.#now + this.#latency);
  }

  otherOf(): Holder {
    return this.other;
  }

  close(): void {
    this.#end();
    this.#tellClosed(this.#inOrder(this.#latency));
  }

  break(): void {
    this.#end();
    this.#tellClosed(this.#now + Math.max(FAR[0], noticing(this.#random)));
  }

  get #now(): number {
    return this.#options.town.agenda.now;
  }

  get #random(): Prng {
    return this.#options.town.random;
  }

  #inOrder(delay: number): number {
    this.#arrives = Math.max(this.#arrives, this.#now + delay);
    return this.#arrives;
  }

  #tellClosed(at: number): void {
    this.#options.post({ kind: 'closed', connection: this.#options.number, at });
  }

  #close(): void {
    if (!this.#alive) return;
    this.#end();
    this.holder.closed(this.#options.link);
  }

  #end(): void {
    this.#alive = false;
    this.#options.ended();
  }
}
