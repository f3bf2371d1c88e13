// The end of an account on this machine.
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { TorchatError } from '../../errors.ts';
import { syncFolder } from '../private-files.ts';
import { lockAccount } from './account-lock.ts';
import type { AccountPaths } from './account-paths.ts';

/** For screens, afterwards: what no program can promise. */
export const WIPE_WARNING =
  'An SSD and a file system with snapshots may keep old copies of the key for a while, and so may your own backups.';

/**
 * Writes over the key, without which the store is noise, then removes the account's folder with everything in it, received
 * files too. Throws `account_missing`, `account_locked`, and `internal` where something cannot be removed.
 */
export function wipeAccount(paths: AccountPaths): void {
  const lock = lockAccount(paths);
  try {
    if (existsSync(paths.key)) overwrite(paths.key);
    // First what makes it an account: if the machine stops here, a second try finds none, and the rest is noise.
    for (const file of [paths.key, paths.store]) rmSync(file, { force: true });
    syncFolder(paths.folder);
    rmSync(paths.folder, { recursive: true, force: true });
  } catch (cause) {
    throw new TorchatError(
      'internal',
      `Not everything in ${paths.folder} could be removed: see to its rights, and remove it by hand.`,
      { cause },
    );
  } finally {
    lock.release();
  }
}

/** In place, twice, so that a magnetic disk keeps nothing. */
function overwrite(path: string): void {
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  try {
    for (let time = 0; time < 2; time++) {
      writeSync(file, randomBytes(size), 0, size, 0);
      fsyncSync(file);
    }
  } finally {
    closeSync(file);
  }
}
