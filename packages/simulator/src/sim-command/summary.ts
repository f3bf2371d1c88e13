// How a run went, for people: each check with what was seen, and the command that repeats a run that failed.
import type { SimResult } from '../record/result.ts';
import { span } from '../judge/verdict.ts';

/** Of the violations of a check. */
const TOLD = 5;

export function summary(result: SimResult): string {
  const { scenario, world, seed, people, length, seconds, checks, leftOut, ended } = result;
  const lines = [
    `${scenario.name} in the world "${world}", seed ${seed}: ${people.length} clients, ${span(length)} in ${span(seconds * 1000)}.`,
  ];
  for (const { held, asked, seen, violations, count } of checks) {
    lines.push(`  ${held ? 'held  ' : 'FAILED'}  ${asked}: ${seen}`);
    for (const { at, what } of violations.slice(0, TOLD))
      lines.push(`            ${at === null ? '' : `at ${span(at)}: `}${what}`);
    if (count > TOLD) lines.push(`            and ${count - TOLD} more`);
  }
  for (const left of leftOut) lines.push(`  left out: ${left}`);
  if (ended !== null) lines.push(`  It did not come to its end: ${ended}`);
  const failed = ended !== null || checks.some(({ held }) => !held);
  if (failed) lines.push(`Repeat it with: ${result.repeat}`);
  return `${lines.join('\n')}\n`;
}
