// Counts the directories that took a service's descriptors: when may it be called published?
import type { HsDescEvent } from '../control/events/hs-desc.ts';

export interface Uploads {
  heard(event: HsDescEvent): void;
  /**
   * Of each descriptor three directories have it, or all that were asked where tor asked fewer. There are two, for this
   * period of time and the next; contacts look for either, depending on how fresh their own view of the network is.
   */
  readonly enough: boolean;
}

/** One directory makes a service reachable by some; tor asks eight for each descriptor. */
const ENOUGH = 3;

export function uploads(): Uploads {
  /** The directories asked to keep each descriptor. */
  const asked = new Map<string, Set<string>>();
  /** How many descriptors each directory was asked for and took: which ones it took, tor does not say. */
  const wanted = new Map<string, number>();
  const took = new Map<string, number>();

  function directoriesFor(descriptor: string): Set<string> {
    const directories = asked.get(descriptor) ?? new Set();
    asked.set(descriptor, directories);
    return directories;
  }
  function hasAll(directory: string): boolean {
    return (took.get(directory) ?? 0) >= (wanted.get(directory) ?? 0);
  }

  return {
    heard(event) {
      if (event.action === 'CREATED') directoriesFor(event.descriptor);
      else if (event.action === 'UPLOADED') add(took, event.directory);
      else {
        const directories = directoriesFor(event.descriptor);
        if (directories.has(event.directory)) return;
        directories.add(event.directory);
        add(wanted, event.directory);
      }
    },
    get enough() {
      if (asked.size === 0) return false;
      return [...asked.values()].every((directories) => {
        const kept = [...directories].filter(hasAll).length;
        return kept > 0 && kept >= Math.min(ENOUGH, directories.size);
      });
    },
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
