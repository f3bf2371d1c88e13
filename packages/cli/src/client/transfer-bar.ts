// The progress of one file as a line: a bar, how much, how fast, how long still.
import type { ApiFile } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';
import { durationWords, percentOf, sizeWords } from './file-words.ts';

const WIDTH = 24;
/** Milliseconds over which the rate is measured. */
const SPAN = 8000;

export interface RateMeter {
  /** So many bytes are done at this time (milliseconds). Returns bytes a second, null while nothing can be said. */
  (done: number, now: number): number | null;
}

export function rateMeter(): RateMeter {
  let samples: { readonly done: number; readonly at: number }[] = [];
  return (done, now) => {
    // A receiver that begins anew makes it smaller.
    if (done < (samples.at(-1)?.done ?? 0)) samples = [];
    samples.push({ done, at: now });
    while (samples.length > 2 && (samples[1]?.at ?? now) <= now - SPAN) samples.shift();
    const first = samples[0];
    if (first === undefined || now - first.at < 500 || done === first.done) return null;
    return ((done - first.done) * 1000) / (now - first.at);
  };
}

/** The same for a row that holds other things, too. */
export function shortBar(file: ApiFile, rate: number | null): string {
  const { moved, size, name, direction } = file;
  const filled = size === 0 ? 0 : Math.round((10 * moved) / size);
  const bar = `${'▰'.repeat(filled)}${'▱'.repeat(10 - filled)} ${percentOf(file)} %`;
  const speed =
    rate === null || rate <= 0 ? '' : ` ${sizeWords(rate)}/s ${durationWords((size - moved) / rate)} left`;
  return `${direction === 'in' ? '↓' : '↑'} ${bar}${speed} ${printableLine(name)}`;
}

export function progressBar(file: ApiFile, rate: number | null): string {
  const { moved, size } = file;
  const filled = size === 0 ? 0 : Math.round((WIDTH * moved) / size);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`;
  const much = `${percentOf(file)} %  ${sizeWords(moved)} of ${sizeWords(size)}`;
  if (rate === null || rate <= 0) return `${bar} ${much}`;
  return `${bar} ${much}  ${sizeWords(rate)}/s  ${durationWords((size - moved) / rate)} left`;
}
