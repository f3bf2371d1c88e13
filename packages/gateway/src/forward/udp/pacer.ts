// The sending side of a way for datagrams: so much is on its way that none of it gets old there, and what would is dropped here.
import {
  DATAGRAM_COST,
  LATENESS,
  QUEUE_BYTES,
  QUEUE_SHARE,
  RATE_SPAN,
  WAIT_SHARE,
  WINDOW_LEAST,
} from '../limits.ts';
import { after } from './modulo.ts';
import type { Packet } from './packet.ts';

type Report = Pick<Extract<Packet, { type: 'report' }>, 'seq' | 'held' | 'bytes' | 'at'>;
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
  /** Sends it now; the size of what goes over the wire, 0 where there is no room for it. */
  readonly write: (packet: Datagram) => number;
  /** One more was dropped. */
  readonly onDrop?: () => void;
}

/** Reports in a span at the pace of an honest receiver, and some more. */
const MOST_REPORTS = 64;

/** Kernel and tor take megabytes before they push back: so bytes are counted until the other side reports them. */
export class Pacer {
  readonly #options: PacerOptions;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  readonly #under: { readonly seq: number; readonly size: number; readonly at: number }[] = [];
  #underBytes = 0;
  #window = WINDOW_LEAST;
  #leastRound = Number.POSITIVE_INFINITY;
  #latelyRound = Number.POSITIVE_INFINITY;
  readonly #reports: { readonly bytes: number; readonly at: number }[] = [];
  /** Datagrams that went, and those that had no place or got too old here. */
  sent = 0;
  dropped = 0;

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  /** Bytes that wait or are not reported yet. */
  get held(): number {
    return this.#waitingBytes + this.#underBytes;
  }

  /** The least time there and back since the last call, milliseconds; infinite where none was measured. */
  takeRound(): number {
    const round = this.#latelyRound;
    this.#latelyRound = Number.POSITIVE_INFINITY;
    return round;
  }

  offer(datagram: Waiting): void {
    this.#forgetOld();
    if (this.#waiting.length === 0 && this.#fits(datagram)) return this.#send(datagram);
    this.#waiting.push(datagram);
    this.#waitingBytes += costOf(datagram);
    while (this.#waitingBytes > QUEUE_BYTES) this.#drop();
  }

  reported({ seq, held, bytes, at }: Report): void {
    const now = this.#options.clock();
    let first = this.#under[0];
    while (first !== undefined && after(seq, first.seq) >= 0) {
      this.#under.shift();
      this.#underBytes -= first.size;
      if (first.seq === seq) this.#learnRound(Math.max(1, after(now, first.at) - held));
      first = this.#under[0];
    }
    this.#measure(bytes, at);
    this.#forgetOld();
    let next = this.#waiting[0];
    while (next !== undefined && this.#fits(next)) {
      this.#waiting.shift();
      this.#waitingBytes -= costOf(next);
      this.#send(next);
      next = this.#waiting[0];
    }
  }

  #fits(datagram: Waiting): boolean {
    return this.#underBytes === 0 || this.#underBytes + costOf(datagram) <= this.#window;
  }

  #send({ seq, bytes, at }: Waiting): void {
    const size = this.#options.write({ type: 'datagram', seq, at, bytes });
    if (size === 0) return this.#lose();
    this.#under.push({ seq, size, at: this.#options.clock() });
    this.#underBytes += size;
    this.sent++;
  }

  #learnRound(round: number): void {
    this.#leastRound = Math.min(this.#leastRound, round);
    this.#latelyRound = Math.min(this.#latelyRound, round);
  }

  /** What came through in the last second, by the receiver's own clock: bunched reports cannot raise it. */
  #measure(bytes: number, at: number): void {
    const last = this.#reports.at(-1);
    if (last !== undefined && after(at, last.at) <= 0) return;
    this.#reports.push({ bytes, at });
    while (this.#reports.length > 2 && this.#reachesBack(at)) this.#reports.shift();
    const first = this.#reports[0];
    const span = first === undefined ? 0 : after(at, first.at);
    if (first === undefined || span <= 0 || this.#leastRound === Number.POSITIVE_INFINITY) return;
    const rate = after(bytes, first.bytes) / span;
    this.#window = Math.max(WINDOW_LEAST, rate * (this.#leastRound + QUEUE_SHARE * LATENESS));
  }

  /** Whether the rate can be told without the oldest report. */
  #reachesBack(at: number): boolean {
    const second = this.#reports[1];
    return this.#reports.length > MOST_REPORTS || (second !== undefined && after(at, second.at) >= RATE_SPAN);
  }

  #forgetOld(): void {
    const now = this.#options.clock();
    let first = this.#waiting[0];
    while (first !== undefined && after(now, first.at) > WAIT_SHARE * LATENESS) {
      this.#drop();
      first = this.#waiting[0];
    }
  }

  #drop(): void {
    const oldest = this.#waiting.shift();
    if (oldest === undefined) return;
    this.#waitingBytes -= costOf(oldest);
    this.#lose();
  }

  #lose(): void {
    this.dropped++;
    this.#options.onDrop?.();
  }
}

function costOf({ bytes }: Waiting): number {
  return bytes.length + DATAGRAM_COST;
}
