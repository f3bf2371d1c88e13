// Files on their way, in words.
import type { ApiEvent, ApiFile } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'];

/** 999 B, 1.2 KB, 34 MB: three digits at most. */
function sizeWords(bytes: number): string {
  let value = bytes;
  let unit = 'B';
  for (const larger of UNITS) {
    if (value < 999.5) break;
    value /= 1000;
    unit = larger;
  }
  return `${value < 9.95 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

function fileWords({ name, size }: Pick<ApiFile, 'name' | 'size'>): string {
  return `${printableLine(name)} (${sizeWords(size)})`;
}

/** Said after the contact's name. */
export function offerWords(file: ApiFile): string {
  return `offers ${fileWords(file)}: /accept ${file.key} takes it, /cancel ${file.key} refuses`;
}

/** Said after the contact's name. */
export function endWords({ file, ok, why, path }: Extract<ApiEvent, { type: 'file_end' }>): string {
  if (ok && file.direction === 'out') return `has ${fileWords(file)}`;
  if (ok) return `sent ${fileWords(file)}: ${printableLine(path ?? '')}`;
  return `and you: ${fileWords(file)} did not arrive. ${printableLine(why)}`;
}
