// Counts the directories that took a service's descriptors: when may it be called published?
import type { HsDescEvent } from '../control/events/hs-desc.ts';

export interface Uploads {
  heard(event: HsDescEvent): void;
  /** Of each descriptor three directories have it, or all that were asked where tor asked fewer. */
  readonly enough: boolean;
}

/** One directory makes a service reachable by some; tor asks eight for each of two descriptors. */
const ENOUGH = 3;

interface Directory {
  readonly asked: Set<string>;
  took: number;
}

export function uploads(): Uploads {
  const directories = new Map<string, Directory>();
  return {
    heard({ action, directory, descriptor }) {
      const known = directories.get(directory) ?? { asked: new Set(), took: 0 };
      directories.set(directory, known);
      if (action === 'UPLOADED') known.took += 1;
      else if (descriptor !== null) known.asked.add(descriptor);
    },
    get enough() {
      const counts = new Map<string, { asked: number; took: number }>();
      for (const { asked, took } of directories.values()) {
        for (const descriptor of asked) {
          const count = counts.get(descriptor) ?? { asked: 0, took: 0 };
          counts.set(descriptor, count);
          count.asked += 1;
          // Tor does not say which one a directory took: only one that took all it was asked for counts.
          if (took >= asked.size) count.took += 1;
        }
      }
      return (
        counts.size > 0 && [...counts.values()].every(({ asked, took }) => took >= Math.min(ENOUGH, asked))
      );
    },
  };
}
