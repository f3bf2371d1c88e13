// How long a dial may take before a second one is sent after it: learnt from the dials that got through.

export interface DialPatience {
  /** Milliseconds. */
  readonly now: number;
  /** A dial got through after so many milliseconds. */
  learn(milliseconds: number): void;
}

/** Before anything was learnt. */
const FIRST = 5000;
const SHORTEST = 1500;
const LONGEST = 15_000;
const FACTOR = 4;
const REMEMBERED = 15;

export function dialPatience(): DialPatience {
  const recent: number[] = [];
  return {
    get now() {
      const median = recent.toSorted((a, b) => a - b)[recent.length >> 1];
      return median === undefined ? FIRST : Math.min(Math.max(FACTOR * median, SHORTEST), LONGEST);
    },
    learn(milliseconds) {
      recent.push(milliseconds);
      if (recent.length > REMEMBERED) recent.shift();
    },
  };
}
