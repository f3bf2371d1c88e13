// A connection of the in-memory world: lines in order with latency, lost when it dies, dead sometimes long before it is noticed.
import type { LinkId } from '../../engine/io/keys.ts';
import type { Agenda } from './agenda.ts';
import type { Prng } from './prng.ts';
import { Stall } from './stall.ts';
import { travelling } from './travelling.ts';

/** Who holds one end of a pipe. */
export interface Holder {
  /** Lines without their LF, of one delivery. */
  lines(link: LinkId, lines: readonly Uint8Array[]): void;
  closed(link: LinkId): void;
}

/** A connection as those at its ends see it. */
export interface Connection {
  send(from: Holder, lines: readonly Uint8Array[]): void;
  /** Nothing passes any more, either way, and nobody is told. What is sent waits. */
  stall(): void;
  readonly stalled: boolean;
  /** What waited arrives, `delay` from now, and what comes until then after it; unless it stalls again before. */
  flow(delay: number): void;
  /** This end has waited long enough for a connection on which nothing passes; the other one hears of it when something does. */
  giveUp(holder: Holder): void;
  otherOf(holder: Holder): Holder;
  /** Closed in order: what was sent before still arrives. */
  close(from: Holder): void;
  /** The holder died: what is on the way to the other end may be lost, and the end may be noticed late. */
  break(from: Holder): void;
}

interface End {
  readonly holder: Holder;
  readonly link: LinkId;
  alive: boolean;
  /** Nothing written to this end arrives before this time, so that order is kept. */
  arrives: number;
}

export class Pipe implements Connection {
  readonly #agenda: Agenda;
  readonly #random: Prng;
  readonly #latency: number;
  readonly #ends: readonly [End, End];
  /** While nothing passes. */
  readonly #stall = new Stall();

  constructor(agenda: Agenda, random: Prng, dialler: [Holder, LinkId], door: [Holder, LinkId]) {
    this.#agenda = agenda;
    this.#random = random;
    this.#latency = random.between(20, 600);
    const end = ([holder, link]: [Holder, LinkId]): End => ({ holder, link, alive: true, arrives: 0 });
    this.#ends = [end(dialler), end(door)];
  }

  send(from: Holder, lines: readonly Uint8Array[]): void {
    const other = this.#otherOf(from);
    if (!other.alive) {
      // Writing is what makes a dead connection known.
      this.#agenda.after(this.#random.between(500, 4000), () =>
        this.#stall.passed(() => this.#close(this.#endOf(from))),
      );
      return;
    }
    const bare = lines.map(travelling);
    this.#arrive(other, this.#latency + this.#random.below(50), () => {
      if (other.alive) other.holder.lines(other.link, bare);
    });
  }

  stall(): void {
    this.#stall.begin();
  }

  get stalled(): boolean {
    return this.#stall.lasts;
  }

  flow(delay: number): void {
    this.#stall.flow(this.#agenda, delay);
  }

  giveUp(holder: Holder): void {
    this.#close(this.#endOf(holder));
    this.#stall.passed(() => this.#close(this.#otherOf(holder)));
  }

  otherOf(holder: Holder): Holder {
    return this.#otherOf(holder).holder;
  }

  close(from: Holder): void {
    const own = this.#endOf(from);
    const other = this.#otherOf(from);
    own.alive = false;
    this.#arrive(other, this.#latency, () => this.#close(other));
  }

  break(from: Holder): void {
    const own = this.#endOf(from);
    const other = this.#otherOf(from);
    own.alive = false;
    this.#agenda.after(noticing(this.#random), () => this.#stall.passed(() => this.#close(other)));
  }

  #arrive(end: End, delay: number, run: () => void): void {
    end.arrives = Math.max(end.arrives, this.#agenda.now + delay);
    this.#agenda.at(end.arrives, () => this.#stall.passed(run));
  }

  #close(end: End): void {
    if (!end.alive) return;
    end.alive = false;
    end.holder.closed(end.link);
  }

  #endOf(holder: Holder): End {
    return this.#ends[0].holder === holder ? this.#ends[0] : this.#ends[1];
  }

  #otherOf(holder: Holder): End {
    return this.#ends[0].holder === holder ? this.#ends[1] : this.#ends[0];
  }
}

/** After how long the other side of a connection that broke notices: mostly soon, sometimes when it asks itself. */
export function noticing(random: Prng): number {
  return random.chance(0.1) ? random.between(30_000, 200_000) : random.between(50, 3000);
}
