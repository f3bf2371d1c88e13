// The lock of an account: held by one process at a time, and gone with it however it ends.
import { existsSync, rmdirSync, truncateSync } from 'node:fs';
import { Database } from '@signalapp/sqlcipher';
import { TorchatError } from '../../errors.ts';
import type { AccountPaths } from './account-paths.ts';
import { makePrivateFile } from '../private-files.ts';
import { securePaths } from './secure-paths.ts';

export interface AccountLock extends Disposable {
  /** A second call does nothing. */
  release(): void;
}

/**
 * Takes the account for this process, or throws `account_locked`, or `account_missing` where there is no folder.
 * It is the operating system's lock on an empty SQLite file, which works on every platform: the file itself means nothing
 * and is never removed (a lock on a removed file excludes nobody). Do not read that file while holding the lock: closing it
 * would give a POSIX lock away.
 */
export function lockAccount(paths: AccountPaths): AccountLock {
  if (!existsSync(paths.folder))
    throw new TorchatError('account_missing', `There is no account "${paths.name}": make one first.`);
  securePaths(paths);
  makePrivateFile(paths.lock);
  let database = take(paths.lock);
  if (database === 'garbage') {
    // Nobody can hold a lock on a file that is no database, so it can be emptied.
    truncateSync(paths.lock);
    database = take(paths.lock);
  }
  if (typeof database === 'string')
    throw new TorchatError('account_locked', `The account "${paths.name}" is in use by another process.`);
  return lockOver(database, paths);
}

function lockOver(database: Database, paths: AccountPaths): AccountLock {
  let held = true;
  const release = () => {
    if (!held) return;
    held = false;
    removeEmptySockets(paths);
    database.close();
  };
  return { release, [Symbol.dispose]: release };
}

/** A socket folder apart from the account lies among temporary files, where an empty one is litter. */
function removeEmptySockets({ folder, sockets }: AccountPaths): void {
  if (sockets === folder) return;
  try {
    rmdirSync(sockets);
  } catch {
    // Something still lies in it, or it is gone: both are fine.
  }
}

function take(file: string): Database | 'garbage' | 'busy' {
  const database = new Database(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY')) return 'busy';
    if (code === 'SQLITE_NOTADB') return 'garbage';
    const why = /^SQLITE_(?:FULL|IOERR)/u.test(code) ? 'the disk is full, or damaged' : 'see to its folder';
    throw new TorchatError('internal', `The account’s lock file cannot be used: ${why}.`, { cause: error });
  }
}
