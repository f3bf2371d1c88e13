// What checks judge: the record of a run, before its checks.
import type { SimResult } from '../record/result.ts';

export type Judged = Omit<SimResult, 'checks'>;

/** Those who are honest: what befalls the others, or is said by them, nobody promised anything about. */
export function isHonest(run: Judged, at: number): boolean {
  return run.people[at]?.kind !== 'hostile';
}

export function isOurs(run: Judged, at: number): boolean {
  return run.people[at]?.kind === 'ours';
}

export function nameOf(run: Judged, at: number): string {
  return run.people[at]?.name ?? `client ${at}`;
}
