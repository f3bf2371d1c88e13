// Files and folders that only this user may read: made so, checked, and put right where they are not.
import { chmodSync, closeSync, fsyncSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { TorchatError } from '../errors.ts';

const MODES = { file: 0o600, folder: 0o700 } as const;

/**
 * Refuses (`internal`) what is not a plain file or folder of this user, and takes away the rights of others.
 * Returns true where it had to. On Windows, where the user's profile folder protects, it only checks the kind.
 */
export function keepPrivate(path: string, kind: 'file' | 'folder'): boolean {
  const found = lstatSync(path);
  if (kind === 'file' ? !found.isFile() : !found.isDirectory())
    throw new TorchatError('internal', `${path} is not a ${kind}: move it away.`);
  if (process.getuid === undefined) return false;
  if (found.uid !== process.getuid())
    throw new TorchatError(
      'internal',
      `${path} belongs to another user: run as that one, or use another folder.`,
    );
  if ((found.mode & 0o077) === 0) return false;
  chmodSync(path, MODES[kind]);
  return true;
}

/** Makes a folder with mode 0700 where it is missing (whatever the umask), and `keepPrivate`s it. */
export function makePrivateFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: MODES.folder });
  } catch (cause) {
    throw new TorchatError(
      'internal',
      `The folder ${path} cannot be made: see to the rights of the one above.`,
      {
        cause,
      },
    );
  }
  return keepPrivate(path, 'folder');
}

/** Makes the content of a file survive a crash of the machine. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes names that were just given in a folder survive a crash of the machine. Windows has no such call. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Makes an empty file with mode 0600 where it is missing, and `keepPrivate`s it. An existing one is not opened: see `lockAccount`. */
export function makePrivateFile(path: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })) return keepPrivate(path, 'file');
  closeSync(openSync(path, 'wx', MODES.file));
  return false;
}
