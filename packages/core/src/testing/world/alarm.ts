// The one wish of an engine to be called at a time, on its machine's clock.
import type { World } from './world.ts';

export interface AlarmOptions {
  readonly world: World;
  /** Milliseconds by which the machine's clock is ahead of the world's, now. */
  readonly ahead: () => number;
  readonly ring: () => void;
}

export class Alarm {
  readonly #options: AlarmOptions;
  #at = 0;
  /** Comes for every wish there ever was; only the last one counts. */
  readonly #due = (): void => {
    const { world, ahead, ring } = this.#options;
    if (this.#at > world.agenda.now + ahead() + 1) return;
    this.#at = Infinity;
    ring();
  };

  constructor(options: AlarmOptions) {
    this.#options = options;
  }

  /** Replaces the wish before. `at` is a time of the machine's clock. */
  set(at: number): void {
    const { world, ahead } = this.#options;
    this.#at = at;
    // Timers of machines come a millisecond early now and then.
    world.agenda.at(at - ahead() - (world.random.chance(0.02) ? 1 : 0), this.#due);
  }
}
