// The receiving side of a way for datagrams: what is too old or came already is dropped, and the sender hears how far we are.
import { NonceWindow } from '@torchat/core';
import { DELAY_SPAN, LATENESS } from '../limits.ts';
import { after } from './modulo.ts';
import type { Packet } from './packet.ts';

type Datagram = Extract<Packet, { type: 'datagram' }>;
type Progress = Pick<Extract<Packet, { type: 'report' }>, 'seq' | 'held' | 'bytes' | 'at'>;

/** Of one stream: its delay, and what has to be reported. */
export class Arrivals {
  readonly #clock: () => number;
  /** Shared by the streams of one flow once they are known to be one. */
  delay = new LeastDelay();
  #highest: { readonly seq: number; readonly at: number } | null = null;
  #bytes = 0;

  /** `clock`: milliseconds that never go back, modulo 2^32. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Whether it is young enough to be delivered. `size`: its bytes on the wire. */
  take({ seq, at }: Datagram, size: number): boolean {
    const now = this.#clock();
    this.#bytes = (this.#bytes + size) >>> 0;
    if (this.#highest === null || after(seq, this.#highest.seq) > 0) this.#highest = { seq, at: now };
    return this.delay.above(at, now) <= LATENESS;
  }

  /** Null before anything came. */
  progress(): Progress | null {
    if (this.#highest === null) return null;
    const at = this.#clock();
    const { seq, at: came } = this.#highest;
    return { seq, held: Math.max(0, after(at, came)), bytes: this.#bytes, at };
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
