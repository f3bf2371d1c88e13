// A socket file that a crash left behind: it answers nobody, and its name is needed again.
import { lstat, rm } from 'node:fs/promises';
import { TorchatError } from '@torchat/core';

/** For the holder of the account's lock alone: no one else can be listening there. Throws `internal` for any other kind of file. */
export async function removeStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isSocket())
    throw new TorchatError(
      'internal',
      'Where a socket of this account should be lies another file; move it away.',
    );
  await rm(path, { force: true });
}
