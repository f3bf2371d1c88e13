// When a run is to die: after so many of its deeds, and of what.
import type { Fall } from './resident.ts';

export class Doom {
  #left = Infinity;
  what: Fall = 'power';

  set(deeds: number, what: Fall): void {
    this.#left = deeds;
    this.what = what;
  }

  lift(): void {
    this.set(Infinity, 'power');
  }

  /** Asked before each deed: whether it dies in its place. */
  strikes(): boolean {
    return this.#left-- === 0;
  }
}
