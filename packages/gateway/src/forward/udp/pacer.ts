// The sending side of a way for datagrams: so much is on its way that none of it gets old there, and what would is dropped here.
import { LATENESS, QUEUE_BYTES, QUEUE_SHARE, RATE_SPAN, WINDOW_LEAST } from '../limits.ts';
import { after } from './modulo.ts';
import type { Packet } from './packet.ts';

type Report = Extract<Packet, { type: 'report' }>;
type Datagram = Extract<Packet, { type: 'datagram' }>;

/** One that has come from its program, with its number and when it came. */
interface Waiting {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly at: number;
}

export interface PacerOptions {
  /** Milliseconds of a clock that never goes back, modulo 2^32. */
  readonly clock: () => number;
  /** Sends it now; the size of what goes over the wire. */
  readonly write: (packet: Datagram) => number;
}

/** Kernel and tor take megabytes before they push back: so bytes are counted until the other side reports them. */
export class Pacer {
  readonly #options: PacerOptions;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  readonly #under: { readonly seq: number; readonly size: number; readonly at: number }[] = [];
  #underBytes = 0;
  #window = WINDOW_LEAST;
  #leastRound = Number.POSITIVE_INFINITY;
  readonly #reports: { readonly bytes: number; readonly at: number }[] = [];
  /** Datagrams that went, and those that had no place or got too old here. */
  sent = 0;
  dropped = 0;

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  offer(datagram: Waiting): void {
    this.#forgetOld();
    if (this.#waiting.length === 0 && this.#fits(datagram.bytes.length)) return this.#send(datagram);
    this.#waiting.push(datagram);
    this.#waitingBytes += datagram.bytes.length;
    while (this.#waitingBytes > QUEUE_BYTES) this.#drop();
  }

  reported({ seq, held, bytes, at }: Report): void {
    const now = this.#options.clock();
    for (
      let first = this.#under[0];
      first !== undefined && after(seq, first.seq) >= 0;
      first = this.#under[0]
    ) {
      this.#under.shift();
      this.#underBytes -= first.size;
      if (first.seq === seq)
        this.#leastRound = Math.min(this.#leastRound, Math.max(1, after(now, first.at) - held));
    }
    this.#measure(bytes, at);
    this.#forgetOld();
    for (
      let next = this.#waiting[0];
      next !== undefined && this.#fits(next.bytes.length);
      next = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#waitingBytes -= next.bytes.length;
      this.#send(next);
    }
  }

  #fits(length: number): boolean {
    return this.#underBytes === 0 || this.#underBytes + length <= this.#window;
  }

  #send({ seq, bytes, at }: Waiting): void {
    const size = this.#options.write({ type: 'datagram', seq, at, bytes });
    this.#under.push({ seq, size, at: this.#options.clock() });
    this.#underBytes += size;
    this.sent++;
  }

  /** What came through in the last second, by the receiver's own clock: bunched reports cannot raise it. */
  #measure(bytes: number, at: number): void {
    this.#reports.push({ bytes, at });
    while (this.#reports.length > 2 && after(at, (this.#reports[1] as Report).at) >= RATE_SPAN)
      this.#reports.shift();
    const first = this.#reports[0];
    const span = first === undefined ? 0 : after(at, first.at);
    if (first === undefined || span <= 0 || this.#leastRound === Number.POSITIVE_INFINITY) return;
    const rate = after(bytes, first.bytes) / span;
    this.#window = Math.max(WINDOW_LEAST, rate * (this.#leastRound + QUEUE_SHARE * LATENESS));
  }

  #forgetOld(): void {
    const now = this.#options.clock();
    for (
      let first = this.#waiting[0];
      first !== undefined && after(now, first.at) > LATENESS;
      first = this.#waiting[0]
    )
      this.#drop();
  }

  #drop(): void {
    const oldest = this.#waiting.shift();
    if (oldest === undefined) return;
    this.#waitingBytes -= oldest.bytes.length;
    this.dropped++;
  }
}
