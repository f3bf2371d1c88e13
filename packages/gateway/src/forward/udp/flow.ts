// The datagrams between one program here and one there: out over every way, in from whichever is first.
import { FLOW_IDLE } from '../limits.ts';
import { LeastDelay, Once } from './arrivals.ts';
import { clock } from './clock.ts';
import { after } from './modulo.ts';
import { type Datagram, Way, type WayOptions } from './way.ts';

/** Datagrams of a flow, or of all flows of a forward. */
export interface DatagramCounts {
  /** Went out, and had to be dropped here because the way was full. */
  readonly sent: number;
  readonly dropped: number;
  /** Came in time, and too late to be delivered. */
  readonly got: number;
  readonly late: number;
}

export class Flow {
  readonly #deliver: (bytes: Uint8Array) => void;
  readonly #ended: () => void;
  readonly #ways = new Set<Way>();
  readonly #delay = new LeastDelay();
  readonly #once = new Once();
  readonly #idle: NodeJS.Timeout;
  #seq = 0;
  #lastAt = clock();
  #got = 0;
  #late = 0;
  #gone = { sent: 0, dropped: 0 };
  #closed = false;

  /** `ended` is called once: its last way is gone, or it was idle for too long. */
  constructor(deliver: (bytes: Uint8Array) => void, ended: () => void) {
    this.#deliver = deliver;
    this.#ended = ended;
    this.#idle = setInterval(() => {
      if (after(clock(), this.#lastAt) >= FLOW_IDLE) this.close();
    }, FLOW_IDLE / 4);
  }

  get counts(): DatagramCounts {
    let { sent, dropped } = this.#gone;
    for (const { pacer } of this.#ways) {
      sent += pacer.sent;
      dropped += pacer.dropped;
    }
    return { sent, dropped, got: this.#got, late: this.#late };
  }

  /** When a datagram last went or came, by the clock of packets. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** A way of its own from the first byte. */
  add(options: Pick<WayOptions, 'socket' | 'own' | 'theirs'>): Way {
    const way: Way = new Way({
      ...options,
      arrived: (datagram, late) => this.take(datagram, late),
      ended: () => this.left(way),
    });
    this.join(way);
    return way;
  }

  join(way: Way): void {
    way.arrivals.delay = this.#delay;
    this.#ways.add(way);
  }

  take({ seq, bytes }: Datagram, late: boolean): void {
    this.#lastAt = clock();
    // What came on another way in time has been delivered, and is not late on this one.
    if (!this.#once.take(seq)) return;
    if (late) this.#late++;
    else {
      this.#got++;
      this.#deliver(bytes);
    }
  }

  /** The bytes are the flow's from now on. */
  send(bytes: Uint8Array, at = clock()): void {
    this.#lastAt = clock();
    const seq = this.#seq;
    this.#seq = (this.#seq + 1) >>> 0;
    for (const { pacer } of this.#ways) pacer.offer({ seq, bytes, at });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#idle);
    for (const way of this.#ways) way.close();
    this.#ended();
  }

  /** The way is gone. */
  left(way: Way): void {
    if (!this.#ways.delete(way)) return;
    this.#gone = {
      sent: this.#gone.sent + way.pacer.sent,
      dropped: this.#gone.dropped + way.pacer.dropped,
    };
    if (this.#ways.size === 0) this.close();
  }
}
