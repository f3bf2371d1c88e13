// The people of a scenario one by one, and who knows whom, as the seed has it.
import { personsOf } from './names.ts';
import type { ClientKind, Group } from './people.ts';
import type { Scenario } from './scenario.ts';
import type { Lot } from './lot.ts';
import { pairsOf } from './pairs.ts';

/** One client of a run. */
export interface Person {
  /** Its place in `Cast.people`; records speak of people by this. */
  readonly at: number;
  readonly name: string;
  readonly group: string;
  readonly kind: ClientKind;
  readonly settings: Group;
  /** Milliseconds after the world began. */
  readonly starts: number;
  /** Everybody who is to be on its list, by place, ascending. */
  readonly contacts: readonly number[];
  /** Those of them that it adds itself at the start; the others add it. */
  readonly adds: readonly number[];
}

export interface Cast {
  readonly people: readonly Person[];
  readonly byName: ReadonlyMap<string, Person>;
}

/** `clients`: so many people in all, the largest group of our own clients being made larger or smaller for it. */
export function castOf(scenario: Scenario, lot: Lot, clients?: number): Cast {
  const counts = countsOf(scenario, clients);
  const seats = Object.entries(scenario.people).flatMap(([group, settings]) => {
    const names = personsOf(group, counts.get(group) ?? settings.count);
    return names.map((name, place) => ({
      name,
      group,
      settings,
      starts: startOf(settings, place, names.length),
    }));
  });
  const places = new Map(seats.map(({ name }, at) => [name, at]));
  const contacts = seats.map(() => new Set<number>());
  const adds = seats.map(() => new Set<number>());
  for (const [one, other] of pairsOf(scenario.contacts, seats, places, lot)) {
    if (one === other || contacts[one]?.has(other) === true) continue;
    contacts[one]?.add(other);
    contacts[other]?.add(one);
    adds[one]?.add(other);
    if (scenario.added === 'both') adds[other]?.add(one);
  }
  const people = seats.map(
    (seat, at): Person => ({
      ...seat,
      at,
      kind: seat.settings.kind,
      contacts: sorted(contacts[at]),
      adds: sorted(adds[at]),
    }),
  );
  return { people, byName: new Map(people.map((person) => [person.name, person])) };
}

function startOf({ starts = 0, starts_over: over = 0 }: Group, place: number, count: number): number {
  return starts + (count > 1 ? Math.round((over * place) / (count - 1)) : 0);
}

function countsOf({ people }: Scenario, clients: number | undefined): ReadonlyMap<string, number> {
  const counts = new Map(Object.entries(people).map(([group, { count }]) => [group, count]));
  if (clients === undefined) return counts;
  const ours = Object.entries(people).filter(([, { kind }]) => kind === 'ours');
  const [largest] = ours.sort(([, a], [, b]) => b.count - a.count)[0] ?? [null];
  if (largest === null) return counts;
  const others = [...counts].reduce((sum, [group, count]) => sum + (group === largest ? 0 : count), 0);
  counts.set(largest, Math.max(1, clients - others));
  return counts;
}

function sorted(places: ReadonlySet<number> | undefined): number[] {
  return [...(places ?? [])].sort((a, b) => a - b);
}
