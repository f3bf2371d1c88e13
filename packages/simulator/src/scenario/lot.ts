// Drawing lots: the same seed and purpose give the same lots, whatever else was drawn.
import { prng } from '@torchat/core/testing';

export interface Lot {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** `purpose` keeps apart what must not depend on each other: who knows whom, and who writes when. */
export function lotOf(seed: number, purpose: string): Lot {
  let mixed = seed;
  for (let at = 0; at < purpose.length; at++) mixed = Math.imul(mixed ^ purpose.charCodeAt(at), 0x01000193);
  const random = prng(mixed);
  return {
    next: () => random.below(2 ** 32) / 2 ** 32,
    below: (limit) => random.below(limit),
    pick: (items) => random.pick(items),
    shuffled(items) {
      const mixed = [...items];
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = random.below(last + 1);
        [mixed[last], mixed[other]] = [
          mixed[other] as (typeof mixed)[number],
          mixed[last] as (typeof mixed)[number],
        ];
      }
      return mixed;
    },
  };
}
