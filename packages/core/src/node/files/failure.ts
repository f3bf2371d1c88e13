// What the disk says, as a sentence for the user.
import { TorchatError } from '../../errors.ts';

/** There is no place for what comes, now: nothing is wrong with the file. */
export class NoRoom extends Error {}

export function isNoRoom(cause: unknown): boolean {
  return cause instanceof NoRoom || ['ENOSPC', 'EDQUOT'].includes(codeOf(cause));
}

/** `doing`: "saved", "read". Never tells a path: the sentence may go into a log. */
export function diskSentence(cause: unknown, doing: 'saved' | 'read'): string {
  const code = codeOf(cause);
  if (code === 'EFBIG') return 'The disk takes no file as large as this one: it is dropped.';
  if (code === 'ENOENT' && doing === 'read') return 'There is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return `The file cannot be ${doing}: see to the rights.`;
  return `The file cannot be ${doing}${code === '' ? '' : ` (${code})`}.`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

export function changed(): TorchatError {
  return new TorchatError(
    'file_failed',
    'The file has been changed since it was offered: send it again as it is now.',
  );
}
