// Shapes of acquaintance as pairs of people, by place. A pair may come twice: whoever asks keeps one.
import type { Shape } from './graph.ts';
import type { Lot } from './lot.ts';

interface Seat {
  readonly name: string;
  readonly group: string;
}

type Pair = readonly [number, number];

export function* pairsOf(
  shapes: readonly Shape[],
  seats: readonly Seat[],
  places: ReadonlyMap<string, number>,
  lot: Lot,
): Generator<Pair> {
  for (const shape of shapes) {
    if (shape.shape === 'pairs') {
      for (const [one, other] of shape.pairs) yield* both(places.get(one), places.get(other));
      continue;
    }
    const among = amongOf(shape.of ?? ['all'], seats);
    switch (shape.shape) {
      case 'mesh':
        for (const [at, one] of among.entries()) for (const other of among.slice(at + 1)) yield [one, other];
        break;
      case 'ring':
        yield* ring(among, shape.each / 2);
        break;
      case 'star':
        for (const one of among) yield* both(places.get(shape.centre), one);
        break;
      case 'random':
        // So many rings, each in an order of its own: everybody gets as many contacts as everybody else.
        for (let round = 0; round < shape.each / 2; round++) yield* ring(lot.shuffled(among), 1);
        break;
      default:
        shape satisfies never;
    }
  }
}

function* ring(among: readonly number[], reach: number): Generator<Pair> {
  for (const [at, one] of among.entries())
    for (let step = 1; step <= reach; step++) yield [one, among[(at + step) % among.length] as number];
}

/** With fewer people than the file has, some may be missing. */
function* both(one: number | undefined, other: number | undefined): Generator<Pair> {
  if (one !== undefined && other !== undefined) yield [one, other];
}

function amongOf(selectors: readonly string[], seats: readonly Seat[]): number[] {
  const among = new Set<number>();
  for (const selector of selectors)
    for (const [at, { name, group }] of seats.entries())
      if (selector === 'all' || selector === name || selector === group) among.add(at);
  return [...among];
}
