// What a run beside a legacy client came to, in one line.
import { isClean } from '../verdict.ts';
import type { OldStorm } from './old-storm.ts';

export interface OldOutcome extends OldStorm {
  readonly client: string;
  readonly network: string;
  /** Texts that our account said it has, and has not. */
  readonly brokenPromises: number;
  readonly texts: number;
  readonly seconds: number;
}

/** What is promised towards clients of old: nothing lost, and twice only what they had not confirmed. */
export function isKept({ there, excused, brokenPromises, texts }: OldOutcome): boolean {
  return brokenPromises === 0 && there.sent === texts && isClean({ ...there, twice: there.twice - excused });
}

export function oldSentence(outcome: OldOutcome): string {
  const { kills, client, network, there, excused, back, brokenPromises, seconds } = outcome;
  return [
    `${kills} kills of ours while writing with ${client} over ${network}, ${there.sent} texts there:`,
    `${there.lost + brokenPromises} lost, ${there.twice} twice (${excused} of them had no receipt when we came back),`,
    `${there.disordered} out of order; ${back.sent} texts back, for which that client knows no receipt:`,
    `${back.lost} lost, ${back.twice} twice; ${Math.round(seconds)} s.`,
  ].join(' ');
}
