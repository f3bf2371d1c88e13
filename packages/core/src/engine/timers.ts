// The engine's timers: a binary heap of wishes, each replaced or withdrawn without a search.

export type TimerKind =
  | 'dial'
  | 'reping'
  | 'keepalive'
  | 'flush'
  | 'receipts'
  | 'told'
  | 'probe'
  | 'seal'
  | 'sweep'
  | 'patience'
  | 'file'
  | 'voucher'
  | 'lanes'
  | 'twin';

/** Whoever owns timers holds at most one of each kind. */
export interface TimerOwner {
  timers: Partial<Record<TimerKind, Timer<TimerOwner>>>;
}

export interface Timer<Owner extends TimerOwner> {
  readonly at: number;
  readonly kind: TimerKind;
  readonly owner: Owner;
}

export class Timers<Owner extends TimerOwner> {
  readonly #heap: Timer<Owner>[] = [];

  /** Replaces the owner's timer of this kind. */
  set(owner: Owner, kind: TimerKind, at: number): void {
    const timer: Timer<Owner> = { at, kind, owner };
    owner.timers[kind] = timer;
    this.#push(timer);
  }

  clear(owner: Owner, kind: TimerKind): void {
    delete owner.timers[kind];
  }

  clearAll(owner: Owner): void {
    owner.timers = {};
  }

  /** The next timer due at `now`, taken out, or null. */
  take(now: number): Timer<Owner> | null {
    const first = this.#first();
    if (first === null || first.at > now) return null;
    this.#shift();
    delete first.owner.timers[first.kind];
    return first;
  }

  /** When the next timer is due, or null. */
  next(): number | null {
    return this.#first()?.at ?? null;
  }

  /** Replaced and withdrawn timers stay in the heap until they come to its top. */
  #first(): Timer<Owner> | null {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined) return null;
      if (first.owner.timers[first.kind] === first) return first;
      this.#shift();
    }
  }

  #push(timer: Timer<Owner>): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Timer<Owner>;
      if (above.at <= timer.at) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  #shift(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer<Owner>;
    const size = heap.length;
    if (size === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (heap[child + 1] as Timer<Owner>).at < (heap[child] as Timer<Owner>).at)
        child++;
      const below = heap[child] as Timer<Owner>;
      if (below.at >= last.at) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
  }
}
