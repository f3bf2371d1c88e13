// From the selectors of a scenario to people.
import type { Cast, Person } from '../scenario/cast.ts';
import type { Lot } from '../scenario/lot.ts';

/** One that is drawn anew each time, or one that is always the same. */
export type Seat = { readonly any: readonly Person[] } | { readonly person: Person };

/** Hostile ones belong to "all" nowhere: whoever means them names them. */
export function seatsOf(selectors: readonly string[], { people }: Pick<Cast, 'people'>): readonly Seat[] {
  const fixed = new Set<Person>();
  const drawn: Seat[] = [];
  for (const selector of selectors) {
    if (selector === 'any') drawn.push({ any: people.filter(({ kind }) => kind !== 'hostile') });
    else if (selector.startsWith('any ')) drawn.push({ any: namedBy(selector.slice(4), people) });
    else for (const person of namedBy(selector, people)) fixed.add(person);
  }
  return [...[...fixed].map((person) => ({ person })), ...drawn];
}

/** Null: there is nobody to draw from. */
export function seated(seat: Seat, lot: Lot): Person | null {
  if ('person' in seat) return seat.person;
  return seat.any.length === 0 ? null : lot.pick(seat.any);
}

function namedBy(selector: string, people: readonly Person[]): readonly Person[] {
  if (selector === 'all') return people.filter(({ kind }) => kind !== 'hostile');
  return people.filter(({ name, group }) => name === selector || group === selector);
}
