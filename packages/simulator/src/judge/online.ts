// Who sees whom online: soon after the start, after faults, and at the end.
import { isOnline } from '../record/recorder.ts';
import type { CheckRecord, PersonRecord, ViewRecord, Violation } from '../record/result.ts';
import { isHonest, type Judged, nameOf } from './run-so-far.ts';
import { span, spread, verdict } from './verdict.ts';

export function judgeOnlineWithin(run: Judged, limit: number): CheckRecord {
  const since = Math.max(0, ...run.people.map(({ lives }) => lives[0] ?? 0));
  const seen = viewsOf(run);
  const took: number[] = [];
  const violations: Violation[] = [];
  for (const [viewer, contact] of pairs(run)) {
    const first = seen(viewer, contact).find(([, presence]) => isOnline(presence))?.[0];
    if (first !== undefined) took.push(Math.max(0, first - since));
    if (first !== undefined && first <= since + limit) continue;
    const when = first === undefined ? 'never' : `only after ${span(first - since)}`;
    violations.push({
      at: first ?? null,
      who: viewer,
      what: `${nameOf(run, viewer)} saw ${nameOf(run, contact)} online ${when}`,
    });
  }
  return verdict('online_within', `all online within ${span(limit)}`, spread(took), violations);
}

export function judgeOnlineAtEnd(run: Judged): CheckRecord {
  const seen = viewsOf(run);
  const violations: Violation[] = [];
  let right = 0;
  for (const [viewer, contact] of pairs(run)) {
    if (!isUp(run.people[viewer])) continue;
    const online = isOnline(seen(viewer, contact).at(-1)?.[1] ?? 'offline');
    if (online === isUp(run.people[contact])) right++;
    else
      violations.push({
        at: run.length,
        who: viewer,
        what: `${nameOf(run, viewer)} shows ${nameOf(run, contact)} ${online ? 'online, who is not' : 'offline, who is online'}`,
      });
  }
  return verdict(
    'online_at_end',
    'everybody shown as what he is at the end',
    `${right} views right`,
    violations,
  );
}

export function judgeRecovery(run: Judged, limit: number): CheckRecord {
  const violations: Violation[] = [];
  const took: number[] = [];
  for (const recovery of run.recoveries) {
    if (recovery.took !== null) took.push(recovery.took);
    // Not watched for long enough to say anything.
    else if (recovery.watched < limit) continue;
    if (recovery.took !== null && recovery.took <= limit) continue;
    const fault = run.faults.find(({ number }) => number === recovery.fault);
    const pair = `${nameOf(run, recovery.viewer)} saw ${nameOf(run, recovery.contact)} online again`;
    const when =
      recovery.took === null ? `not within ${span(recovery.watched)}` : `only after ${span(recovery.took)}`;
    violations.push({
      at: fault?.ended ?? null,
      who: recovery.viewer,
      what: `after ${fault?.what ?? 'a fault'} ${pair} ${when}`,
    });
  }
  const hidden = run.recoveries.map((recovery) => recovery.hidden);
  return verdict(
    'recovery_within',
    `online again within ${span(limit)} after a fault`,
    [spread(took), ...eachKind(run), `online but shown offline: ${spread(hidden)}`].join('; '),
    violations,
  );
}

/** What each kind of fault took, where there are several. */
function eachKind({ faults, recoveries }: Judged): readonly string[] {
  const kinds = new Map<string, number[]>();
  for (const { fault, took } of recoveries) {
    const what = faults.find(({ number }) => number === fault)?.what;
    if (what === undefined || took === null) continue;
    const times = kinds.get(what) ?? [];
    kinds.set(what, [...times, took]);
  }
  return kinds.size < 2 ? [] : [...kinds].map(([what, times]) => `after ${what}: ${spread(times)}`);
}

function* pairs(run: Judged): Generator<readonly [number, number]> {
  for (const [viewer, { contacts }] of run.people.entries())
    for (const contact of contacts)
      if (isHonest(run, viewer) && isHonest(run, contact)) yield [viewer, contact];
}

function viewsOf(run: Judged): (viewer: number, contact: number) => ViewRecord['changes'] {
  const count = run.people.length;
  const views = new Map(run.views.map(({ viewer, contact, changes }) => [viewer * count + contact, changes]));
  return (viewer, contact) => views.get(viewer * count + contact) ?? [];
}

function isUp(person: PersonRecord | undefined): boolean {
  return (person?.lives.length ?? 0) % 2 === 1;
}
