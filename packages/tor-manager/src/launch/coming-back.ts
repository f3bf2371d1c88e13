// What has to be done when tor has its network again after a while, or its machine slept.
import type { Clock } from '../clock.ts';
import type { ServiceBook } from '../service/service-book.ts';

export interface ComingBack {
  begin(): void;
  /** tor is gone, or not wanted any more. */
  forget(): void;
}

/** Mostly the next consensus is there by then. */
const CONSENSUS_PATIENCE = 5000;

/**
 * Services are published anew. A tor that still goes by a consensus from before a turn makes their addresses by it, too, which nobody
 * looks for any more; and having failed to fetch the next one for long, it tries that ever more seldom. A new tor asks at once.
 */
export function comingBack(
  clock: Clock,
  services: Pick<ServiceBook, 'returned' | 'early'>,
  restart: () => void,
): ComingBack {
  let undo: (() => void) | null = null;
  function forget(): void {
    undo?.();
    undo = null;
  }
  return {
    begin() {
      forget();
      services.returned();
      undo = clock.after(CONSENSUS_PATIENCE, () => {
        undo = null;
        if (services.early) restart();
      });
    },
    forget,
  };
}
