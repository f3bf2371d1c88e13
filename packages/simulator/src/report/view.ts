// A record prepared for drawing: who was up when, what struck whom, and the axis of time that most figures share.
import type { FaultRecord, SimResult } from '../record/result.ts';
import { type Axis, timeAxis } from './axis.ts';
import { clipped } from './html.ts';

export type Spell = readonly [from: number, to: number];

export interface View {
  readonly result: SimResult;
  readonly time: Axis;
  /** Spells in which each person's client ran, in milliseconds. */
  readonly ran: readonly (readonly Spell[])[];
  /** Spells in which each person was struck by a fault. */
  readonly struck: readonly (readonly Spell[])[];
  nameOf(who: number): string;
}

export function viewOf(result: SimResult): View {
  const { people, faults, length } = result;
  const struck = people.map((): Spell[] => []);
  for (const fault of faults)
    for (const who of new Set([...fault.who, ...fault.from])) struck[who]?.push(spellOf(fault, length));
  return {
    result,
    time: timeAxis(length),
    ran: people.map(({ lives }) => spellsOf(lives, length)),
    struck,
    nameOf: (who) => clipped(people[who]?.name ?? `somebody (${who})`),
  };
}

/** A fault without an end lasts to the end of the run. */
export function spellOf({ began, ended }: FaultRecord, length: number): Spell {
  return [began, Math.max(began, ended ?? length)];
}

/** Times when it went on and off in turn. */
function spellsOf(times: readonly number[], length: number): Spell[] {
  const spells: Spell[] = [];
  for (let at = 0; at < times.length; at += 2) spells.push([times[at] ?? 0, times[at + 1] ?? length]);
  return spells;
}

/** Whether one of the spells holds all the time from one moment to another. */
export function holdsThroughout(spells: readonly Spell[], from: number, to: number): boolean {
  return spells.some(([began, ended]) => began <= from && ended >= to);
}

export function touches(spells: readonly Spell[], from: number, to: number): boolean {
  return spells.some(([began, ended]) => began <= to && ended >= from);
}

/** Spells that overlap or lie nearer together than `gap` become one. */
export function joined(spells: readonly Spell[], gap = 0): Spell[] {
  const found: [number, number][] = [];
  for (const [from, to] of spells.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last !== undefined && from <= last[1] + gap) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
