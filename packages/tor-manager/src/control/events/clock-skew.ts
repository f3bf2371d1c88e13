// 650 STATUS_GENERAL WARN CLOCK_SKEW SKEW=-7200 SOURCE=CONSENSUS
import { words } from '../words.ts';

export interface ClockSkewEvent {
  readonly type: 'clock_skew';
  /** Seconds; positive when this machine's clock is ahead. */
  readonly seconds: number;
}

/** `text`: what follows `STATUS_GENERAL `. */
export function clockSkewOf(text: string): ClockSkewEvent | null {
  const { plain, keys } = words(text);
  const seconds = Number(keys.get('SKEW'));
  return plain[1] === 'CLOCK_SKEW' && Number.isFinite(seconds) ? { type: 'clock_skew', seconds } : null;
}
