// What clients cost: memory, traffic, and connections that nobody should make.
import type { CheckRecord, Violation } from '../record/result.ts';
import { isOurs, type Judged, nameOf } from './run-so-far.ts';
import { bytes, verdict } from './verdict.ts';

const DAY = 86_400_000;

export function judgeMemory(run: Judged, limit: number): CheckRecord {
  const peaks = run.samples.flatMap(({ who, at, memory = [] }) => {
    const peak = Math.max(0, ...memory);
    return memory.length === 0 || !isOurs(run, who)
      ? []
      : [{ who, peak, at: at[memory.indexOf(peak)] ?? null }];
  });
  const violations = peaks
    .filter(({ peak }) => peak > limit)
    .map(({ who, peak, at }): Violation => ({ at, who, what: `${nameOf(run, who)} had ${bytes(peak)}` }));
  const worst = Math.max(0, ...peaks.map(({ peak }) => peak));
  return verdict(
    'memory_under',
    `memory under ${bytes(limit)}`,
    `at most ${bytes(worst)} of ${peaks.length} clients`,
    violations,
  );
}

export function judgeTraffic(run: Judged, limit: number): CheckRecord {
  const each = trafficPerContactAndDay(run);
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
  const asked = `traffic under ${bytes(limit)} a contact and day`;
  if (each.length === 0)
    return verdict('traffic_under', asked, 'none was seen', [
      { at: null, who: null, what: 'no client told its traffic' },
    ]);
  const seen = `${bytes(mean)} on average of ${each.length} clients`;
  return verdict('traffic_under', asked, seen, mean <= limit ? [] : [{ at: null, who: null, what: seen }]);
}

/** Bytes sent and received per contact and day, client by client of ours. */
function trafficPerContactAndDay(run: Judged): readonly number[] {
  return run.samples.flatMap(({ who, at, sent, received }) => {
    const contacts = run.people[who]?.contacts.length ?? 0;
    const days = (at.at(-1) ?? 0) / DAY;
    if (sent === undefined || received === undefined || contacts === 0 || days === 0 || !isOurs(run, who))
      return [];
    return [((sent.at(-1) ?? 0) + (received.at(-1) ?? 0)) / contacts / days];
  });
}

export function judgeConnections(run: Judged): CheckRecord {
  const past = run.incidents.filter(({ kind }) => kind === 'connection');
  return verdict(
    'connections',
    'no connection of ours past loopback',
    past.length === 0 ? 'none was seen' : `${past.length} were seen`,
    past.map(({ at, who, what }) => ({ at, who, what: `${nameOf(run, who)} connected to ${what}` })),
  );
}
