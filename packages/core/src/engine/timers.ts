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
  timers: { [Kind in TimerKind]?: Timer<TimerOwner> | undefined };
}

export interface Timer<Owner extends TimerOwner> {
  readonly at: number;
  readonly kind: TimerKind;
  readonly owner: Owner;
  /** False: replaced, withdrawn or taken. It stays in the heap until it comes to its top. */
  wanted: boolean;
}

export class Timers<Owner extends TimerOwner> {
  readonly #heap: Timer<Owner>[] = [];
  /** When each of `#heap` is due, side by side: a look at one timer shall not be a walk through memory. */
  readonly #times: number[] = [];

  /** Replaces the owner's timer of this kind. */
  set(owner: Owner, kind: TimerKind, at: number): void {
    this.clear(owner, kind);
    const timer: Timer<Owner> = { at, kind, owner, wanted: true };
    owner.timers[kind] = timer;
    this.#push(timer);
  }

  clear(owner: Owner, kind: TimerKind): void {
    const timer = owner.timers[kind];
    if (timer === undefined) return;
    timer.wanted = false;
    owner.timers[kind] = undefined;
  }

  clearAll(owner: Owner): void {
    for (const timer of Object.values(owner.timers)) if (timer !== undefined) timer.wanted = false;
    owner.timers = {};
  }

  /** The next timer due at `now`, taken out, or null. */
  take(now: number): Timer<Owner> | null {
    const first = this.#first();
    if (first === null || first.at > now) return null;
    this.#shift();
    this.clear(first.owner, first.kind);
    return first;
  }

  /** When the next timer is due, or null. */
  next(): number | null {
    return this.#first()?.at ?? null;
  }

  #first(): Timer<Owner> | null {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (first.wanted) return first;
      this.#shift();
    }
    return null;
  }

  #push(timer: Timer<Owner>): void {
    let at = this.#heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#dueAt(parent) <= timer.at) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#heap[at] = timer;
    this.#times[at] = timer.at;
  }

  #shift(): void {
    const last = this.#heap.pop() as Timer<Owner>;
    const due = this.#times.pop() as number;
    const size = this.#heap.length;
    if (size === 0) return;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.#dueAt(child + 1) < this.#dueAt(child)) child++;
      if (this.#dueAt(child) >= due) break;
      this.#move(child, at);
      at = child;
    }
    this.#heap[at] = last;
    this.#times[at] = due;
  }

  #move(from: number, to: number): void {
    this.#heap[to] = this.#heap[from] as Timer<Owner>;
    this.#times[to] = this.#times[from] as number;
  }

  #dueAt(place: number): number {
    return this.#times[place] as number;
  }
}
