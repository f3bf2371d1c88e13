// A connection on which nothing passes for a while: what would arrive waits, and comes in its order when it flows again.
import type { Agenda } from './agenda.ts';
import { Pause } from './pause.ts';

export class Stall extends Pause {
  /** The last wish that it flows again, while that is still to come. */
  #flow: object | null = null;

  override begin(): void {
    super.begin();
    this.#flow = null;
  }

  /** Nothing passes, and nobody wished yet that it does. */
  get lasts(): boolean {
    return this.on && this.#flow === null;
  }

  /** What waited arrives, `delay` from now, and what comes until then after it; unless it begins again before. */
  flow(agenda: Agenda, delay: number): void {
    const flow = {};
    this.#flow = flow;
    agenda.after(delay, () => {
      if (this.#flow !== flow) return;
      this.#flow = null;
      for (const arrive of this.end()) arrive();
    });
  }

  /** Does it now, or when something passes again. */
  passed(deed: () => void): void {
    if (!this.holds(deed)) deed();
  }
}
