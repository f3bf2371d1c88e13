// What a machine has of a store's writes: all of it after the end of a process, only what was synced after a power cut.
import type { Change } from '../../ports.ts';
import type { MemoryStore } from '../memory-store.ts';
import type { Prng } from './prng.ts';

export class PageCache {
  readonly #store: MemoryStore;
  readonly #safe: (changes: readonly Change[]) => void;
  #unsynced: (readonly Change[])[] = [];

  /** `safe` is told of every transaction once it can be lost no more. */
  constructor(store: MemoryStore, safe: (changes: readonly Change[]) => void) {
    this.#store = store;
    this.#safe = safe;
  }

  write(changes: readonly Change[]): void {
    this.#unsynced.push(changes);
  }

  sync(): void {
    for (const changes of this.#unsynced) {
      this.#store.apply(changes);
      this.#safe(changes);
    }
    this.#unsynced = [];
  }

  /** The disk may have taken some of the transactions by itself, in their order. */
  cutPower(random: Prng): void {
    this.#unsynced.length = random.below(this.#unsynced.length + 1);
    this.sync();
  }
}
