// The addresses of this machine in its networks: when they change, what was connected is mostly dead.
import { networkInterfaces } from 'node:os';
import type { Clock } from '../clock.ts';

const LOOK_EVERY = 5000;

/** In one line, so that two can be compared; empty where there are none, or the system does not tell. */
export function addressesOfMachine(): string {
  try {
    return Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, scopeid }) => !internal && !scopeid)
      .map(({ address }) => address)
      .sort()
      .join(' ');
  } catch {
    return '';
  }
}

/** Calls `changed` within `LOOK_EVERY` of each change to other addresses than none; returns its undo. */
export function watchAddresses(clock: Clock, addresses: () => string, changed: () => void): () => void {
  let undo: () => void;
  let known = addresses();
  function watch(): void {
    undo = clock.after(LOOK_EVERY, () => {
      watch();
      const now = addresses();
      if (now === known) return;
      known = now;
      if (now !== '') changed();
    });
  }
  watch();
  return () => undo();
}
