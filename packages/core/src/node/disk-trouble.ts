// Why the disk did not take something, in words that end a sentence.

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'the disk may only be read',
  EACCES: 'its folder may not be written',
  EPERM: 'its folder may not be written',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  ABORT_ERR: 'it was interrupted',
};

export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** `cause`: what node's file system threw. */
export function diskTrouble(cause: unknown): string {
  const code = codeOf(cause);
  return WORDS[code] ?? (code === '' ? 'of an error in the program' : `the system said ${code}`);
}
