// What each client was to its contacts at every moment: shown online by all of them, by some, by none.
import type { SimResult } from '../record/result.ts';
import type { View } from './view.ts';

/**
 * Of a client that runs: all, some or none of its contacts who run show it online; alone: none of them runs.
 * off: it does not run.
 */
export type Seen = 'all' | 'alone' | 'off' | 'some' | 'none';

/** From this moment to that of the next; the first begins at 0. */
export type SeenChange = readonly [at: number, seen: Seen];

/** Per person, in order. Hostile clients show nobody as anything, so they do not count as contacts. */
export function seenBy(view: View): readonly (readonly SeenChange[])[] {
  const { people, views } = view.result;
  const watched = watchersOf(people);
  const changes = new Map(views.map((one) => [one.viewer * people.length + one.contact, one.changes]));
  return people.map(({ lives }, who) => {
    const steps: Step[] = lives.map((at, place) => ({
      at,
      up: place % 2 === 0 ? 1 : -1,
      watchers: 0,
      shows: 0,
    }));
    for (const viewer of watched[who] ?? []) {
      for (const [place, at] of (people[viewer]?.lives ?? []).entries())
        steps.push({ at, up: 0, watchers: place % 2 === 0 ? 1 : -1, shows: 0 });
      let online = false;
      for (const [at, presence] of changes.get(viewer * people.length + who) ?? []) {
        const now = presence !== 'offline' && presence !== 'handshake';
        if (now !== online) steps.push({ at, up: 0, watchers: 0, shows: now ? 1 : -1 });
        online = now;
      }
    }
    return changesOf(steps);
  });
}

interface Step {
  readonly at: number;
  readonly up: number;
  readonly watchers: number;
  readonly shows: number;
}

function changesOf(steps: Step[]): SeenChange[] {
  steps.sort((a, b) => a.at - b.at);
  const found: SeenChange[] = [[0, 'off']];
  let up = 0;
  let watchers = 0;
  let shows = 0;
  for (const [place, step] of steps.entries()) {
    up += step.up;
    watchers += step.watchers;
    shows += step.shows;
    // What happens at one moment is one change.
    if (steps[place + 1]?.at === step.at) continue;
    const now = seenOf(up, watchers, shows);
    const last = found.at(-1);
    if (last?.[0] === step.at) found.pop();
    if (found.at(-1)?.[1] !== now) found.push([step.at, now]);
  }
  return found;
}

function seenOf(up: number, watchers: number, shows: number): Seen {
  if (up <= 0) return 'off';
  if (watchers <= 0) return 'alone';
  if (shows >= watchers) return 'all';
  return shows > 0 ? 'some' : 'none';
}

/** Who has each person on the list. */
function watchersOf(people: SimResult['people']): readonly (readonly number[])[] {
  const watchers = people.map((): number[] => []);
  for (const [viewer, { kind, contacts }] of people.entries())
    if (kind !== 'hostile') for (const contact of contacts) watchers[contact]?.push(viewer);
  return watchers;
}

/** How long in all it was missed, in milliseconds. */
export function missedFor(changes: readonly SeenChange[], length: number): number {
  let missed = 0;
  for (const [place, [at, seen]] of changes.entries())
    if (isMissed(seen)) missed += (changes[place + 1]?.[0] ?? length) - at;
  return missed;
}

/** It runs, and somebody looks for it in vain. */
export function isMissed(seen: Seen): boolean {
  return seen === 'some' || seen === 'none';
}
