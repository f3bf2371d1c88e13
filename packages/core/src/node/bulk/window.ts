// How many bytes may be under way on one lane: twice what its rate carries in a round trip, within bounds.

/** Enough for a slow circuit, and for two machines that keep each other waiting; and what one lane may cost in memory. */
const WINDOW_LEAST = 1024 * 1024;
const WINDOW_MOST = 4 * 1024 * 1024;
/** Twice: one round trip for the bytes, one so that a late word of their arrival stops nothing. */
const GAIN = 2;
/** For how long the best rate of a while counts, milliseconds. */
const RATE_SPAN = 2000;
/** How often the window is small for a moment, to see the round trip without the queue that a full one makes. */
const LOOK_EVERY = 60_000;
/** Then nothing is sent while more than this is under way; a piece may be larger. */
const WINDOW_LOOKING = 128 * 1024;
/** Bytes after which the other side tells what has come: no more than the smallest window, or both would wait for ever. */
export const TELL_EVERY = WINDOW_LOOKING;

interface Mark {
  /** Bytes sent in all when this piece was, and when that was. */
  readonly end: number;
  readonly at: number;
  /** What had come by then. */
  readonly got: number;
  /** What was under way before it. */
  readonly ahead: number;
}

export class Window {
  #sent = 0;
  #got = 0;
  readonly #marks: Mark[] = [];
  /** Bytes a millisecond: the best of this span and of the one before. */
  #rate = 0;
  #rateBefore = 0;
  #rateSince = 0;
  /** Milliseconds: the round trip without a queue, as far as it can be told. */
  #base = Number.POSITIVE_INFINITY;
  #lookedAt = 0;
  /** Since when the window is small to look. */
  #looking: number | null = null;

  get sent(): number {
    return this.#sent;
  }

  get size(): number {
    const rate = Math.max(this.#rate, this.#rateBefore);
    if (this.#looking !== null) return WINDOW_LOOKING;
    if (rate === 0) return WINDOW_LEAST;
    return Math.min(WINDOW_MOST, Math.max(WINDOW_LEAST, Math.ceil(GAIN * rate * this.#base)));
  }

  /**
   * How many bytes may have been sent in all. `queued`: those that still wait on this machine: whoever confirms what he cannot
   * have yet gains nothing by it.
   */
  upTo(queued: number): number {
    return Math.min(this.#got, this.#sent - queued) + this.size;
  }

  /** `now` in milliseconds, as everywhere here. */
  send(bytes: number, now: number): void {
    const ahead = this.#sent - this.#got;
    this.#sent += bytes;
    this.#marks.push({ end: this.#sent, at: now, got: this.#got, ahead });
  }

  /** `total` of all bytes have come. False where that cannot be. */
  confirm(total: number, now: number): boolean {
    if (total > this.#sent || total < this.#got) return false;
    const got = this.#got;
    this.#got = total;
    let last: Mark | null = null;
    let passed = 0;
    for (const mark of this.#marks) {
      if (mark.end > total) break;
      last = mark;
      passed++;
    }
    this.#marks.splice(0, passed);
    if (last !== null && total > got) this.#measure(last, now);
    return true;
  }

  #measure(mark: Mark, now: number): void {
    const { at, got } = mark;
    const round = Math.max(1, now - at);
    const rate = (this.#got - got) / round;
    if (now - this.#rateSince > RATE_SPAN) {
      this.#rateBefore = this.#rate;
      this.#rate = 0;
      this.#rateSince = now;
    }
    this.#rate = Math.max(this.#rate, rate);
    this.#look(mark, round, now);
    this.#base = Math.min(this.#base, round);
  }

  #look({ at, ahead }: Mark, round: number, now: number): void {
    if (this.#lookedAt === 0) this.#lookedAt = now;
    if (this.#looking === null) {
      if (now - this.#lookedAt > LOOK_EVERY) this.#looking = now;
    } else if (at >= this.#looking && ahead <= WINDOW_LOOKING) {
      this.#looking = null;
      this.#lookedAt = now;
      this.#base = round;
    }
  }
}
