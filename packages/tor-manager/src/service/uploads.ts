// Counts the directories that took a service's descriptor: when may it be called published?
import type { HsDescEvent } from '../control/events/hs-desc.ts';

export interface Uploads {
  heard(event: HsDescEvent): void;
  /** Three directories have it, or all that were asked where tor asked fewer. */
  readonly enough: boolean;
}

/** One directory makes a service reachable by some; tor asks up to sixteen. */
const ENOUGH = 3;

export function uploads(): Uploads {
  const asked = new Set<string>();
  const took = new Set<string>();
  return {
    heard({ action, directory }) {
      asked.add(directory);
      if (action === 'UPLOADED') took.add(directory);
    },
    get enough() {
      return took.size > 0 && took.size >= Math.min(ENOUGH, asked.size);
    },
  };
}
