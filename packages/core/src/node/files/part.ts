// The unfinished file on the disk: found again after a new start, with what is certain of it.
import { constants, type FileHandle, open, unlink } from 'node:fs/promises';
import { nameGiven } from './names.ts';

/**
 * Bytes that may be written and not yet be safe from a power cut. So many are doubtful after a start that follows no
 * orderly end: they are sent again.
 */
export const DOUBTFUL = 512 * 1024;

export type Part =
  | { readonly handle: FileHandle; readonly upTo: number }
  /** An earlier run gave it its name, and died before it could say so. */
  | { readonly landed: string };

export interface PartOptions {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  readonly doubtful: number;
}

const FLAGS = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

export async function openPart(options: PartOptions): Promise<Part> {
  const { path, folder, name, size, doubtful } = options;
  const handle = await open(path, FLAGS, 0o600);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Error('the unfinished file is none');
    if (found.nlink > 1) {
      const landed = found.size === size ? await nameGiven(found, folder, name) : null;
      await handle.close();
      if (landed !== null) return { landed };
      // Somebody else holds it under another name: that one is his, and must not change any more.
      await unlink(path);
      return { handle: await open(path, FLAGS | constants.O_EXCL, 0o600), upTo: 0 };
    }
    const upTo = Math.max(0, Math.min(found.size, size) - doubtful);
    await handle.truncate(upTo);
    return { handle, upTo };
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

/** Whether all that was written is safe now. */
export async function isSynced(handle: FileHandle | null): Promise<boolean> {
  try {
    await handle?.datasync();
    return true;
  } catch {
    return false;
  }
}
