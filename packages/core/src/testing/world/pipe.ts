// A connection of the in-memory world: lines in order with latency, lost when it dies, dead sometimes long before it is noticed.
import type { LinkId } from '../../engine/io/keys.ts';
import type { Agenda } from './agenda.ts';
import { Pause } from './pause.ts';
import type { Prng } from './prng.ts';
import { travelling } from './travelling.ts';

/** Who holds one end of a pipe. */
export interface Holder {
  /** Lines without their LF, of one delivery. */
  lines(link: LinkId, lines: readonly Uint8Array[]): void;
  closed(link: LinkId): void;
}

interface End {
  readonly holder: Holder;
  readonly link: LinkId;
  alive: boolean;
  /** Nothing written to this end arrives before this time, so that order is kept. */
  arrives: number;
}

export class Pipe {
  readonly #agenda: Agenda;
  readonly #random: Prng;
  readonly #latency: number;
  readonly #ends: readonly [End, End];
  /** While nothing passes. */
  readonly #stall = new Pause();
  /** The last wish that it flows again, while that is still to come. */
  #flow: object | null = null;

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
        this.#passed(() => this.#close(this.#endOf(from))),
      );
      return;
    }
    const bare = lines.map(travelling);
    this.#arrive(other, this.#latency + this.#random.below(50), () => {
      if (other.alive) other.holder.lines(other.link, bare);
    });
  }

  /** Nothing passes any more, either way, and nobody is told. What is sent waits. */
  stall(): void {
    this.#stall.begin();
    this.#flow = null;
  }

  get stalled(): boolean {
    return this.#stall.on && this.#flow === null;
  }

  /** What waited arrives, `delay` from now, and what comes until then after it; unless it stalls again before. */
  flow(delay: number): void {
    const flow = {};
    this.#flow = flow;
    this.#agenda.after(delay, () => {
      if (this.#flow !== flow) return;
      this.#flow = null;
      for (const arrive of this.#stall.end()) arrive();
    });
  }

  /** This end has waited long enough for a connection on which nothing passes; the other one hears of it when something does. */
  giveUp(holder: Holder): void {
    this.#close(this.#endOf(holder));
    this.#passed(() => this.#close(this.#otherOf(holder)));
  }

  otherOf(holder: Holder): Holder {
    return this.#otherOf(holder).holder;
  }

  /** Closed in order: what was sent before still arrives. */
  close(from: Holder): void {
    const own = this.#endOf(from);
    const other = this.#otherOf(from);
    own.alive = false;
    this.#arrive(other, this.#latency, () => this.#close(other));
  }

  /** The holder died: what is on the way to the other end may be lost, and the end may be noticed late. */
  break(from: Holder): void {
    const own = this.#endOf(from);
    const other = this.#otherOf(from);
    own.alive = false;
    const late = this.#random.chance(0.1);
    const noticed = late ? this.#random.between(30_000, 200_000) : this.#random.between(50, 3000);
    this.#agenda.after(noticed, () => this.#passed(() => this.#close(other)));
  }

  #arrive(end: End, delay: number, run: () => void): void {
    end.arrives = Math.max(end.arrives, this.#agenda.now + delay);
    this.#agenda.at(end.arrives, () => {
      if (!this.#stall.on || !this.#stall.holds(run)) run();
    });
  }

  #passed(run: () => void): void {
    if (!this.#stall.holds(run)) run();
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
