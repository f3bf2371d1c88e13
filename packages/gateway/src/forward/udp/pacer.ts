// The sending side of a way for datagrams: so much is on its way that none of it gets old there, and what would is dropped here.
import {
  DATAGRAM_COST,
  LATENESS,
  QUEUE_BYTES,
  QUEUE_SHARE,
  WAIT_SHARE,
  WINDOW_GROWTH,
  WINDOW_LEAST,
  WINDOW_MOST,
  WINDOW_SHRINKS,
} from '../limits.ts';
import { after } from './modulo.ts';
import { NOTHING_CAME, type Packet } from './packet.ts';

type Report = Pick<Extract<Packet, { type: 'report' }>, 'seq' | 'held' | 'above'>;
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

/** Reports among which the calmest counts: what only some datagrams waited for is no queue. */
const REPORTS = 4;

/**
 * Kernel and tor take megabytes before they push back: so bytes are counted until the other side reports them. How many may be
 * under way follows from how much longer than the least even the fastest ones take: that is a queue, and ours (RFC 6817, RFC 8289).
 */
export class Pacer {
  readonly #options: PacerOptions;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  readonly #under: { readonly seq: number; readonly size: number; readonly at: number }[] = [];
  #underBytes = 0;
  #window = WINDOW_LEAST;
  #leastRound = Number.POSITIVE_INFINITY;
  #latelyRound = Number.POSITIVE_INFINITY;
  readonly #above: number[] = [];
  /** Something had to wait since the last report. */
  #short = false;
  #shrunkAt = 0;
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
    this.#short = true;
    this.#waiting.push(datagram);
    this.#waitingBytes += costOf(datagram);
    while (this.#waitingBytes > QUEUE_BYTES) this.#drop();
  }

  reported({ seq, held, above }: Report): void {
    const now = this.#options.clock();
    const before = this.#underBytes;
    let first = this.#under[0];
    while (first !== undefined && after(seq, first.seq) >= 0) {
      this.#under.shift();
      this.#underBytes -= first.size;
      if (first.seq === seq) this.#learnRound(Math.max(1, after(now, first.at) - held));
      first = this.#under[0];
    }
    this.#steer(before - this.#underBytes, above);
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
    const now = this.#options.clock();
    const waited = Math.max(0, after(now, at));
    const size = this.#options.write({ type: 'datagram', seq, at: now, waited, bytes });
    if (size === 0) return this.#lose();
    this.#under.push({ seq, size, at: now });
    this.#underBytes += size;
    this.sent++;
  }

  #learnRound(round: number): void {
    this.#leastRound = Math.min(this.#leastRound, round);
    this.#latelyRound = Math.min(this.#latelyRound, round);
  }

  /** `bytes` were reported, the fastest of them so many milliseconds above the least. */
  #steer(bytes: number, above: number): void {
    this.#above.push(above);
    if (this.#above.length > REPORTS) this.#above.shift();
    const queue = Math.min(...this.#above);
    const limit = QUEUE_SHARE * LATENESS;
    const now = this.#options.clock();
    if (queue > limit) {
      // What this does is seen when what is under way now has come.
      if (queue >= NOTHING_CAME || after(now, this.#shrunkAt) < this.#leastRound + queue) return;
      this.#shrunkAt = now;
      this.#window = Math.max(WINDOW_LEAST, this.#window * WINDOW_SHRINKS);
    } else if (queue < limit / 2 && this.#short)
      this.#window = Math.min(WINDOW_MOST, this.#window + WINDOW_GROWTH * bytes);
    this.#short = this.#waiting.length > 0;
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
