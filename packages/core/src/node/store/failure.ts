// SQLite's errors as sentences for the person whose account it is.
import { type ErrorCode, TorchatError } from '../../errors.ts';

export const DAMAGED =
  'The account’s store is damaged or its key is not the right one: restore it from a backup.';

const SENTENCES: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  SQLITE_NOTADB: ['store_damaged', DAMAGED],
  SQLITE_CORRUPT: ['store_damaged', DAMAGED],
  // What a page that cannot be decrypted becomes inside a statement; the statements themselves are tried at each opening.
  SQLITE_ERROR: ['store_damaged', DAMAGED],
  SQLITE_BUSY: ['account_locked', 'The account’s store is in use by another process: end that one first.'],
  SQLITE_FULL: ['internal', 'The disk is full: nothing was saved, make room and try again.'],
  SQLITE_IOERR: ['internal', 'The disk did not take or give the data: nothing was saved, see to the disk.'],
  SQLITE_CANTOPEN: ['internal', 'The account’s store cannot be opened: see to its folder and its rights.'],
  SQLITE_READONLY: ['internal', 'The account’s store may not be written: see to its folder and its rights.'],
};

/** What `work` returns; what SQLite throws inside becomes a `TorchatError`, everything else goes through. */
export function withPlainErrors<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw plain(error);
  }
}

function plain(error: unknown): unknown {
  if (error instanceof TorchatError || !(error instanceof Error) || !('code' in error)) return error;
  // Extended codes begin with the plain one: SQLITE_IOERR_FSYNC, SQLITE_CORRUPT_INDEX.
  const code = /^SQLITE_[A-Z]+/u.exec(String(error.code))?.[0] ?? '';
  const known = SENTENCES[code];
  if (!known) return error;
  return new TorchatError(known[0], known[1], { cause: error });
}
