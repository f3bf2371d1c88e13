// What the disk says, as a sentence for the user.
import { TorchatError } from '../../errors.ts';

export const DISK_FULL = 'The disk is full: the file is dropped.';

/** `doing`: "saved", "read". Never tells a path: the sentence may go into a log. */
export function diskSentence(cause: unknown, doing: 'saved' | 'read'): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return DISK_FULL;
  if (code === 'EFBIG') return 'The disk takes no file as large as this one: it is dropped.';
  if (code === 'ENOENT' && doing === 'read') return 'There is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return `The file cannot be ${doing}: see to the rights.`;
  return `The file cannot be ${doing}${code === '' ? '' : ` (${code})`}.`;
}

export function changed(): TorchatError {
  return new TorchatError(
    'file_failed',
    'The file has been changed since it was offered: send it again as it is now.',
  );
}
