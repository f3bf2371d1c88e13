// Files and forwarded bytes: each arrives, and as it was.
import type { CheckRecord, Violation } from '../record/result.ts';
import { type Judged, nameOf } from './run-so-far.ts';
import { bytes, spread, verdict } from './verdict.ts';

export function judgeFiles(run: Judged): CheckRecord {
  const violations: Violation[] = [];
  for (const { from, to, taken, right, failed } of run.files) {
    const way = `${nameOf(run, from)} to ${nameOf(run, to)}: a file`;
    if (right === false) violations.push({ at: taken, who: from, what: `${way} arrived with wrong bytes` });
    else if (right === null)
      violations.push({
        at: taken,
        who: from,
        what: `${way} did not arrive${failed === null ? '' : `: ${failed}`}`,
      });
  }
  const landed = run.files.filter(({ right }) => right === true);
  const sum = landed.reduce((total, { size }) => total + size, 0);
  const took = landed.map(({ taken, landed }) => (landed ?? taken) - taken);
  return verdict(
    'files',
    'all files arrive as they were',
    `${landed.length} of ${run.files.length}, ${bytes(sum)}${took.length === 0 ? '' : `, ${spread(took)}`}`,
    violations,
  );
}

export function judgeForwards(run: Judged): CheckRecord {
  const violations = run.forwards
    .filter(({ right }) => !right)
    .map(
      ({ at, from, to, why }): Violation => ({
        at,
        who: from,
        what: `${nameOf(run, from)} through ${nameOf(run, to)}: ${why === '' ? 'what came back is not what went' : why}`,
      }),
    );
  const right = run.forwards.filter((round) => round.right);
  const sum = right.reduce((total, { size }) => total + size, 0);
  return verdict(
    'forwards',
    'what goes through forwarded ports comes back',
    `${right.length} of ${run.forwards.length}, ${bytes(sum)} each way, ${spread(right.map(({ milliseconds }) => milliseconds))}`,
    violations,
  );
}
