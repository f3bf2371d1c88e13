// The receiving side of a way for datagrams: what is too old or came already is dropped, and the sender hears how far we are.
import { NonceWindow } from '@torchat/core';
import { DELAY_SPAN, LATENESS } from '../limits.ts';
import { after } from './modulo.ts';
import type { Packet } from './packet.ts';

type Datagram = Extract<Packet, { type: 'datagram' }>;
type Report = Extract<Packet, { type: 'report' }>;

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
    return this.delay.above(after(now, at), now) <= LATENESS;
  }

  /** Null before anything came. */
  report(): Report | null {
    if (this.#highest === null) return null;
    const at = this.#clock();
    const { seq, at: came } = this.#highest;
    return { type: 'report', seq, held: Math.max(0, after(at, came)), bytes: this.#bytes, at };
  }
}

/** The least delay of the last minute or two: clocks of two machines need not agree, and drift. */
export class LeastDelay {
  #before = Number.POSITIVE_INFINITY;
  #least = Number.POSITIVE_INFINITY;
  #since = Number.NEGATIVE_INFINITY;

  /** How much the delay is above the least, milliseconds. */
  above(delay: number, now: number): number {
    if (now - this.#since > DELAY_SPAN || now < this.#since) {
      this.#before = this.#least;
      this.#least = Number.POSITIVE_INFINITY;
      this.#since = now;
    }
    this.#least = Math.min(this.#least, delay);
    return delay - Math.min(this.#before, this.#least);
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
