// The progress of one file as a line: a bar, how much, how fast, how long still.
import type { ApiFile } from '@torchat/gateway/api';
import { durationWords, percentOf, sizeWords } from './file-words.ts';

const WIDTH = 24;
const SHORT = 10;

type Moving = Pick<ApiFile, 'moved' | 'size' | 'rate' | 'secondsLeft'>;

/** For a row that holds other things, too. */
export function shortBar({ moved, size }: Pick<ApiFile, 'moved' | 'size'>): string {
  const filled = filledOf(SHORT, moved, size);
  return `${'▰'.repeat(filled)}${'▱'.repeat(SHORT - filled)} ${percentOf({ moved, size })} %`;
}

/** `1.2 MB/s`, `12 s left`; empty while nothing moves. */
export function rateWords({ rate }: Pick<ApiFile, 'rate'>): string {
  return rate > 0 ? `${sizeWords(rate)}/s` : '';
}

export function leftWords({ secondsLeft }: Pick<ApiFile, 'secondsLeft'>): string {
  return secondsLeft === null ? '' : `${durationWords(secondsLeft)} left`;
}

export function progressBar(file: Moving): string {
  const { moved, size } = file;
  const filled = filledOf(WIDTH, moved, size);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${percentOf(file)} %`;
  return [bar, `${sizeWords(moved)} of ${sizeWords(size)}`, rateWords(file), leftWords(file)]
    .filter((part) => part !== '')
    .join('  ');
}

function filledOf(width: number, moved: number, size: number): number {
  return size === 0 ? 0 : Math.round((width * moved) / size);
}
