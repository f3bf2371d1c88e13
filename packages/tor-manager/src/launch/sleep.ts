// Notices that the machine slept: its clock went on while nothing of ours ran.
import type { Clock } from '../clock.ts';

const LOOK_EVERY = 5000;
/** Shorter ones are a busy machine's; no connection dies of them. */
const SLEPT = 60_000;

/** Calls `woke` within `LOOK_EVERY` of each waking; returns its undo. */
export function watchSleep(clock: Clock, woke: () => void): () => void {
  let undo: () => void;
  function watch(): void {
    const due = clock.now() + LOOK_EVERY;
    undo = clock.after(LOOK_EVERY, () => {
      const late = clock.now() - due;
      watch();
      if (late >= SLEPT) woke();
    });
  }
  watch();
  return () => undo();
}
