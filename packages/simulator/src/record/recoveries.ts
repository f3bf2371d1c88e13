// How views of contacts recovered from each fault: from its end to the next fault of either, or the end of the run.
import type { Presence } from '@torchat/core';
import type { FaultRecord, PersonRecord, RecoveryRecord, ViewRecord } from './result.ts';
import { isOnline } from './recorder.ts';

/** Faults after which somebody is to be found again. The others strike nobody's place in the network. */
const ABSENCES = new Set(['restart', 'killed', 'tor_killed', 'suspended', 'moved', 'link_cut']);

type Spell = readonly [began: number, ended: number];

export function recoveriesOf(
  people: readonly PersonRecord[],
  views: readonly ViewRecord[],
  faults: readonly FaultRecord[],
  end: number,
): readonly RecoveryRecord[] {
  const byPair = new Map(views.map((view) => [view.viewer * people.length + view.contact, view.changes]));
  const struck = faultsOf(faults, end);
  const found: RecoveryRecord[] = [];
  for (const fault of faults) {
    const { ended } = fault;
    if (ended === null || !ABSENCES.has(fault.what)) continue;
    for (const [viewer, contact] of pairsOf(fault, people)) {
      const until = Math.min(nextOf(struck.get(viewer), ended, end), nextOf(struck.get(contact), ended, end));
      if (until <= ended) continue;
      const changes = byPair.get(viewer * people.length + contact) ?? [];
      found.push({
        fault: fault.number,
        viewer,
        contact,
        ...lookedAt(changes, ended, until),
        watched: until - ended,
      });
    }
  }
  return found;
}

/** Both ways between those whom it struck and their contacts, or those beyond the cut. */
function* pairsOf(
  { who, from }: FaultRecord,
  people: readonly PersonRecord[],
): Generator<readonly [number, number]> {
  const struck = new Set(who);
  const beyond = from.length === 0 ? null : new Set(from);
  for (const one of struck) {
    if (people[one]?.kind !== 'ours') continue;
    for (const other of people[one].contacts) {
      if (people[other]?.kind !== 'ours' || (beyond !== null && !beyond.has(other))) continue;
      // Of two who were struck together each pair is looked at from both sides anyway.
      if (struck.has(other) && other < one) continue;
      yield [one, other];
      yield [other, one];
    }
  }
}

function faultsOf(faults: readonly FaultRecord[], end: number): ReadonlyMap<number, readonly Spell[]> {
  const struck = new Map<number, Spell[]>();
  for (const { what, who, from, began, ended } of faults) {
    if (!ABSENCES.has(what)) continue;
    for (const one of new Set([...who, ...from])) {
      const spells = struck.get(one) ?? [];
      spells.push([began, ended ?? end]);
      struck.set(one, spells);
    }
  }
  for (const spells of struck.values()) spells.sort((a, b) => a[0] - b[0]);
  return struck;
}

/** When the next fault begins; at once where another is still on. */
function nextOf(spells: readonly Spell[] | undefined, ended: number, end: number): number {
  for (const [began, over] of spells ?? []) {
    if (began > ended) return began;
    if (over > ended) return ended;
  }
  return end;
}

function lookedAt(
  changes: readonly (readonly [number, Presence])[],
  from: number,
  until: number,
): Pick<RecoveryRecord, 'took' | 'hidden'> {
  let online = false;
  let since = from;
  let hidden = 0;
  for (const [at, presence] of changes) {
    if (at >= until) break;
    const now = isOnline(presence);
    if (at > from && now !== online) {
      if (now) hidden += at - since;
      since = at;
    }
    online = now;
  }
  if (!online) return { took: null, hidden: hidden + until - since };
  return { took: since - from, hidden };
}
