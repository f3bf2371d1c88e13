// What a run of the kill test came to, in one line.
import type { Storm } from './storm.ts';
import { isClean, type Verdict } from './verdict.ts';

export interface Outcome extends Storm {
  /** Of each direction. */
  readonly verdicts: readonly Verdict[];
  /** Texts that an account said it has, and has not. */
  readonly brokenPromises: number;
  /** How often a store was opened; one that did not open ends the run. */
  readonly starts: number;
  /** Each way, as was asked for. */
  readonly texts: number;
  readonly seconds: number;
}

export function isUnbroken({ verdicts, brokenPromises, texts }: Outcome): boolean {
  return brokenPromises === 0 && verdicts.every((one) => isClean(one) && one.sent === texts);
}

export function sentence(outcome: Outcome): string {
  const { kills, double, again, idle, verdicts, brokenPromises, starts, seconds } = outcome;
  const sum = (of: keyof Verdict): number => verdicts.reduce((total, one) => total + one[of], 0);
  const mean = outcome.recoveries.reduce((total, one) => total + one, 0) / outcome.recoveries.length;
  const foreign = sum('foreign') === 0 ? '' : `, ${sum('foreign')} that nobody wrote`;
  return [
    `${kills.process + kills.tor} kills with texts open both ways (${kills.process} of a process, ${kills.tor} of a tor;`,
    `${double} times both sides at once, ${again} times again before they were back; ${idle} more with none open),`,
    `${verdicts.map(({ sent }) => sent).join(' + ')} texts:`,
    `${sum('lost') + brokenPromises} lost, ${sum('twice')} twice, ${sum('disordered')} out of order${foreign};`,
    `the store opened ${starts} of ${starts} times; ${mean.toFixed(1)} s a recovery, ${Math.round(seconds)} s in all.`,
  ].join(' ');
}
