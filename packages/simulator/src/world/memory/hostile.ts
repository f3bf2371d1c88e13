// Strangers in memory: each visits somebody every few seconds, in the name of somebody else, with lies.
import { visit } from '@torchat/core/testing';
import type { Town } from './town.ts';

/** Milliseconds between two visits of one, from and to. */
const PAUSE = [500, 5000] as const;

export class Hostile {
  readonly #town: Town;

  constructor(town: Town) {
    this.#town = town;
  }

  start(): void {
    const { agenda, random } = this.#town;
    agenda.after(random.between(...PAUSE), () => {
      visit(this.#town);
      this.start();
    });
  }
}
