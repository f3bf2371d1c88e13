// All texts once and in order: what was taken on the books arrives, exactly once, in the order of its writing.
import type { CheckRecord, TextRecord, Violation } from '../record/result.ts';
import { isOurs, type Judged, nameOf } from './run-so-far.ts';
import { spread, verdict } from './verdict.ts';

export function judgeTexts(run: Judged): CheckRecord {
  const violations: Violation[] = [];
  // A client of old keeps no outbox: what it loses with a connection is lost, and only counted here.
  let lostByOld = 0;
  const ways = new Map<string, number>();
  for (const text of run.texts) {
    const wrong = whatIsWrong(text, ways);
    if (wrong === null) continue;
    if (isOurs(run, text.from))
      violations.push({
        at: text.taken,
        who: text.from,
        what: `${nameOf(run, text.from)} to ${nameOf(run, text.to)}: a text ${wrong}`,
      });
    else lostByOld++;
  }
  for (const { at, who, what } of run.incidents)
    if (what.startsWith('a text that nobody wrote'))
      violations.push({ at, who, what: `${nameOf(run, who)} was shown ${what}` });
  const took = run.texts.flatMap(({ taken, shown: [first] }) =>
    taken === null || first === undefined ? [] : [first - taken],
  );
  const old = lostByOld === 0 ? '' : `; ${lostByOld} that clients of old lost or swapped`;
  return verdict(
    'texts',
    'all texts once and in order',
    `${took.length} of ${run.texts.length} arrived${took.length === 0 ? '' : `, ${spread(took)}`}${old}`,
    violations,
  );
}

function whatIsWrong(
  { from, to, taken, shown, place }: TextRecord,
  ways: Map<string, number>,
): string | null {
  if (shown.length > 1) return `was shown ${shown.length} times`;
  if (shown.length === 0) return taken === null ? null : 'was lost';
  const way = `${from} ${to}`;
  const before = ways.get(way) ?? -1;
  if (place < before) return 'was shown out of order';
  ways.set(way, place);
  return null;
}
