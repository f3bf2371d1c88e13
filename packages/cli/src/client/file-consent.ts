// What becomes of files that a contact offers: a wish, checked, and the sentence that tells it.
import { TorchatError } from '@torchat/core';
import type { ApiContact } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';
import { sizeWords } from './file-words.ts';

type Policy = ApiContact['files'];

export interface ConsentWish {
  /** Absent: as it is. */
  readonly consent?: Policy['consent'];
  readonly upTo?: number;
  /** Absolute; null: the account's own folder. */
  readonly folder?: string | null;
}

/** `how`: what gives the bound, for the sentence. Throws `bad_request` where files would be taken unasked without one. */
export function withConsent(before: Policy, wish: ConsentWish, how: string): Policy {
  const { consent = before.consent, upTo, folder = before.folder } = wish;
  if (upTo !== undefined && consent !== 'always')
    throw new TorchatError('bad_request', `A size (${how}) goes with "always": the others have no bound.`);
  const bound = upTo ?? before.upTo;
  if (consent === 'always' && bound === 0)
    throw new TorchatError('bad_request', `Say how large files may be that are taken unasked: ${how}.`);
  return { consent, upTo: bound, folder };
}

/** Said after the contact's name. */
export function consentWords({ consent, upTo, folder }: Policy): string {
  const where = folder === null ? '' : ` They go to ${printableLine(folder)}.`;
  if (consent === 'never') return 'Files are refused unasked.';
  if (consent === 'ask') return `Each file is asked about first.${where}`;
  return `Files up to ${sizeWords(upTo)} are taken unasked, larger ones are asked about.${where}`;
}
