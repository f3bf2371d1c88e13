// Makes a middle where two fast clients would leave none: when narrow, each connection carries a part of a file and then waits.
import { Transform } from 'node:stream';

/** Bytes that a narrow way lets through: more than every greeting, less than the files that are to be stopped in the middle. */
const NARROW = 2_000_000;

export interface Valve {
  /** One direction of one connection. */
  way(): Transform;
  narrow(): void;
  /** What waits goes on. */
  widen(): void;
}

export function valve(): Valve {
  let narrowed: object | null = null;
  const waiting: (() => void)[] = [];
  return {
    way() {
      let counted: object | null = null;
      let left = 0;
      return new Transform({
        transform(chunk: Uint8Array, _, done) {
          if (counted !== narrowed) left = NARROW;
          counted = narrowed;
          left -= chunk.length;
          if (narrowed !== null && left < 0) waiting.push(() => done(null, chunk));
          else done(null, chunk);
        },
      });
    },
    narrow() {
      narrowed = {};
    },
    widen() {
      narrowed = null;
      for (const goOn of waiting.splice(0)) goOn();
    },
  };
}
