// The datagrams between one program here and one there: out over every way, in from whichever is first.
import { FLOW_IDLE, WAYS_PER_FLOW } from '../limits.ts';
import { LeastDelay, Once } from './arrivals.ts';
import { cameAt, clock } from './clock.ts';
import { after } from './modulo.ts';
import { type Datagram, type Losses, Way, type WayOptions } from './way.ts';

/** Datagrams of a flow, or of all flows of a forward. */
export interface DatagramCounts {
  /** Went out, and came in time. */
  readonly sent: number;
  readonly got: number;
  /** On both sides: those that could not leave because the way was full, and those that came too late to be delivered. */
  readonly dropped: number;
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
  #theirs: Losses = { dropped: 0, late: 0 };
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
    let { sent } = this.#gone;
    for (const { pacer } of this.#ways) sent += pacer.sent;
    const { dropped, late } = this.losses;
    return {
      sent,
      got: this.#got,
      dropped: dropped + this.#theirs.dropped,
      late: late + this.#theirs.late,
    };
  }

  /** On this side. */
  get losses(): Losses {
    let { dropped } = this.#gone;
    for (const { pacer } of this.#ways) dropped += pacer.dropped;
    return { dropped: dropped >>> 0, late: this.#late >>> 0 };
  }

  /** On the other side, as that tells. */
  told({ dropped, late }: Losses): void {
    this.#theirs = { dropped, late };
  }

  get ways(): readonly Way[] {
    return [...this.#ways];
  }

  get closed(): boolean {
    return this.#closed;
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
      losses: () => this.losses,
      told: (losses) => this.told(losses),
      ended: () => this.left(way),
    });
    this.join(way);
    return way;
  }

  /** One that comes too late, or is one too many, is closed. */
  join(way: Way): void {
    if (this.#closed || this.#ways.size >= WAYS_PER_FLOW) return way.close();
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

  /** The bytes are the flow's from now on; `at`: since when they wait. */
  send(bytes: Uint8Array, at = cameAt()): void {
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
    this.#delay.forget();
    this.#gone = {
      sent: this.#gone.sent + way.pacer.sent,
      dropped: this.#gone.dropped + way.pacer.dropped,
    };
    if (this.#ways.size === 0) this.close();
  }
}
