// Files on their way, in words.
import { TorchatError } from '@torchat/core';
import type { ApiEvent, ApiFile, ApiOfferedFile } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'];

/** 999 B, 1.2 KB, 34 MB: three digits at most. */
export function sizeWords(bytes: number): string {
  let value = bytes;
  let unit = 'B';
  for (const larger of UNITS) {
    if (value < 999.5) break;
    value /= 1000;
    unit = larger;
  }
  return `${value < 9.95 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

export function durationWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Whole percents, 100 only when all of it is there. */
export function percentOf({ moved, size }: Pick<ApiFile, 'moved' | 'size'>): number {
  return size === 0 ? 0 : Math.floor((100 * moved) / size);
}

/** Of a folder also how many files are in it. */
export function fileWords(file: Pick<ApiFile, 'name' | 'size' | 'items'>): string {
  return `${nameWords(file)} (${itemWords(file)}${sizeWords(file.size)})`;
}

export function nameWords({ name, items }: Pick<ApiFile, 'name' | 'items'>): string {
  return `${printableLine(name)}${items === null ? '' : '/'}`;
}

function itemWords({ items }: Pick<ApiFile, 'items'>): string {
  if (items === null) return '';
  return items === 1 ? '1 file, ' : `${items} files, `;
}

/** What of a folder is not sent, as a sentence; empty where all is. */
export function skippedWords({ skipped }: Pick<ApiOfferedFile, 'skipped'>): string {
  if (skipped.length === 0) return '';
  const some = skipped.slice(0, 5).map(printableLine).join(', ');
  return `Not sent, because only plain files and folders are: ${some}${skipped.length > 5 ? ', …' : ''}.`;
}

/** What there is to say of it now beside how far it is; who it comes from or goes to stands before. */
export function stateWords(file: ApiFile): string {
  switch (file.state) {
    case 'running':
      return file.direction === 'in' ? 'is coming' : 'is going';
    case 'offered':
      return file.direction === 'in' ? 'offered to you' : 'waits for an answer';
    case 'waiting':
      return 'waits for the contact';
    case 'paused':
      if (file.why !== '') return printableLine(file.why);
      return file.pausedBy === 'us' ? 'paused' : 'paused by the other side';
    case 'done':
      return 'has arrived';
    case 'failed':
    case 'cancelled':
      return printableLine(file.why);
    default:
      return file.state satisfies never;
  }
}

/** Whether anything may still come of it. */
export function isUnderWay({ state }: Pick<ApiFile, 'state'>): boolean {
  return state !== 'done' && state !== 'failed' && state !== 'cancelled';
}

/** Said after the contact's name. */
export function offerWords(file: ApiFile): string {
  return `offers ${fileWords(file)}: /accept ${file.key} takes it, /refuse ${file.key} does not`;
}

/** Said after the contact's name. */
export function endWords({ file, ok, why, path }: Extract<ApiEvent, { type: 'file_end' }>): string {
  if (ok && file.direction === 'out') return `has got ${fileWords(file)}`;
  if (ok) return `has sent ${fileWords(file)}, which is now ${printableLine(path ?? '')}`;
  return `and you: ${fileWords(file)} did not arrive. ${printableLine(why)}`;
}

/** The number of a file as typed. Throws `unknown_file`. */
export function parseKey(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new TorchatError('unknown_file', 'A file is named by its number: `torchat files` lists them.');
}

/** Which offer is meant when no number is given: the only one there is. Throws `unknown_file`. */
export function onlyOne(files: readonly ApiFile[], what: string): number {
  const [first, ...others] = files;
  if (first !== undefined && others.length === 0) return first.key;
  throw new TorchatError(
    'unknown_file',
    first === undefined
      ? `There is no file to ${what}.`
      : `There are ${files.length}: say the number of one.`,
  );
}

export function isOffer({ direction, state }: Pick<ApiFile, 'direction' | 'state'>): boolean {
  return direction === 'in' && state === 'offered';
}
