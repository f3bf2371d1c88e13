// What comes next: a heap by time, and by order of arrival where times are equal.

interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
}

export class Queue<T> {
  readonly #heap: Entry<T>[] = [];
  #order = 0;

  /** The earliest time; null when empty. */
  get first(): number | null {
    return this.#heap[0]?.at ?? null;
  }

  put(at: number, item: T): void {
    const heap = this.#heap;
    const entry = { at, order: this.#order++, item };
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(entry, heap[parent] as Entry<T>)) break;
      heap[place] = heap[parent] as Entry<T>;
      place = parent;
    }
    heap[place] = entry;
  }

  take(): T | null {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first.item;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry<T>, heap[child] as Entry<T>)) child++;
      if (!isBefore(heap[child] as Entry<T>, last)) break;
      heap[place] = heap[child] as Entry<T>;
      place = child;
    }
    heap[place] = last;
    return first.item;
  }
}

function isBefore<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
