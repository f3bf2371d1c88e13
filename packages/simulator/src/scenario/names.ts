// The names of a scenario: its groups, and the persons in them.
import type { Group } from './people.ts';

export interface Names {
  readonly groups: ReadonlySet<string>;
  readonly persons: ReadonlySet<string>;
}

export function namesIn(people: Readonly<Record<string, Group>>): Names {
  const groups = new Set(Object.keys(people));
  const persons = new Set<string>();
  for (const [name, { count }] of Object.entries(people))
    for (const one of personsOf(name, count)) persons.add(one);
  return { groups, persons };
}

/** One bears the name of his group; several are numbered from 1. */
export function personsOf(group: string, count: number): readonly string[] {
  return count === 1 ? [group] : Array.from({ length: count }, (_, at) => `${group}${at + 1}`);
}
