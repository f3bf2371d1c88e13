// The receiving side of a way for datagrams: what is too old or came already is dropped, and the sender hears how far we are.
import { NonceWindow } from '@torchat/core';
import { DELAY_SPAN, LATENESS, UNSEEN } from '../limits.ts';
import { after } from './modulo.ts';
import { NOTHING_CAME, type Packet } from './packet.ts';

type Datagram = Extract<Packet, { type: 'datagram' }>;
type Progress = Pick<Extract<Packet, { type: 'report' }>, 'seq' | 'held' | 'above'>;

/** Of one stream: its delay, and what has to be reported. */
export class Arrivals {
  readonly #clock: () => number;
  /** Shared by the streams of one flow once they are known to be one. */
  delay = new LeastDelay();
  #highest: { readonly seq: number; readonly at: number } | null = null;
  /** Of the fastest since the last report. */
  #above = NOTHING_CAME;

  /** `clock`: milliseconds that never go back, modulo 2^32. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Whether it is young enough to be delivered. */
  take({ seq, at, waited }: Datagram): boolean {
    const now = this.#clock();
    if (this.#highest === null || after(seq, this.#highest.seq) > 0) this.#highest = { seq, at: now };
    const above = this.delay.above(at, now);
    this.#above = Math.min(this.#above, above);
    return above + waited <= LATENESS - UNSEEN;
  }

  /** What to report, once; null before anything came. */
  progress(): Progress | null {
    if (this.#highest === null) return null;
    const { seq, at } = this.#highest;
    const above = this.#above;
    this.#above = NOTHING_CAME;
    return { seq, held: Math.max(0, after(this.#clock(), at)), above };
  }
}

/** The least delay of the last minute or two: clocks of two machines need not agree, and drift. */
export class LeastDelay {
  /** The first difference of the clocks that was seen: the others are near it, wherever on the circle it lies. */
  #first: number | null = null;
  #before = Number.POSITIVE_INFINITY;
  #least = Number.POSITIVE_INFINITY;
  #since: number | null = null;

  /** How much longer than the least it took, milliseconds, for what was sent `at` and came `now`; both modulo 2^32. */
  above(at: number, now: number): number {
    const difference = (now - at) >>> 0;
    this.#first ??= difference;
    const delay = after(difference, this.#first);
    if (this.#since === null || after(now, this.#since) > DELAY_SPAN) {
      this.#before = this.#least;
      this.#least = Number.POSITIVE_INFINITY;
      this.#since = now;
    }
    this.#least = Math.min(this.#least, delay);
    return delay - Math.min(this.#before, this.#least);
  }

  /** The way that was the fastest may be gone: what the others take is learnt anew. */
  forget(): void {
    this.#before = Number.POSITIVE_INFINITY;
    this.#least = Number.POSITIVE_INFINITY;
  }
}

/** Which datagrams of a flow came already, on whichever of its streams. */
export class Once {
  readonly #window = new NonceWindow();
  #rounds = 0;
  #highest = 0;

  /** True the first time, false for what came or is far behind. */
  take(seq: number): boolean {
    const step = after(seq, this.#highest);
    if (step > 0) {
      if (seq < this.#highest) this.#rounds++;
      this.#highest = seq;
    }
    const round = step <= 0 && seq > this.#highest ? this.#rounds - 1 : this.#rounds;
    return this.#window.take(round * 2 ** 32 + seq + 1);
  }
}
