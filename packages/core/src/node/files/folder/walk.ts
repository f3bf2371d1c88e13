// What is in a folder that is to be sent. Links are never followed: what they lead to was not meant.
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { BigIntStats, Dirent } from 'node:fs';
import { TorchatError } from '../../../errors.ts';
import { type FolderEntry, isPathTooLong, MOST_DEPTH, MOST_ENTRIES } from '../../../folder/list.ts';
import { markOf } from '../mark.ts';

/** Names of what was left out that are told; the rest is counted. */
const MOST_SKIPPED = 100;

export interface Found extends FolderEntry {
  /** Absolute, without a link on the way. */
  readonly at: string;
  /** What tells it from another file there; empty for a folder. */
  readonly mark: string;
}

export interface Walked {
  /** Folders before what is in them, each in the order of its names. */
  readonly entries: readonly Found[];
  /** Relative names of what is not sent: links, devices, sockets, names that are no text. At most a hundred. */
  readonly skipped: readonly string[];
}

/** Throws `file_failed` for what cannot be read, is too much or too deep; and what the disk says. */
export async function walkFolder(root: string, most = MOST_ENTRIES): Promise<Walked> {
  const entries: Found[] = [];
  const skipped: string[] = [];
  await walk(await realpath(root), []);
  return { entries, skipped };

  async function walk(folder: string, above: readonly string[]): Promise<void> {
    const names = await readdir(folder, { withFileTypes: true });
    for (const entry of names.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
      await take(folder, above, entry);
  }

  async function take(folder: string, above: readonly string[], entry: Dirent): Promise<void> {
    const path = [...above, entry.name];
    const at = join(folder, entry.name);
    const found = isSendable(entry) ? await lookAt(at) : null;
    if (found === null) {
      if (skipped.length < MOST_SKIPPED) skipped.push(path.join('/'));
      return;
    }
    if (isPathTooLong(path))
      throw new TorchatError(
        'file_failed',
        `The names in this folder are too long, or more than ${MOST_DEPTH} lie in each other.`,
      );
    if (entries.length >= most)
      throw new TorchatError(
        'file_failed',
        `A folder can be sent with at most ${most} files and folders in it.`,
      );
    if (!found.isDirectory()) {
      entries.push({ path, size: Number(found.size), at, mark: markOf(found) });
      return;
    }
    entries.push({ path, size: null, at, mark: '' });
    await walk(at, path);
  }
}

function isSendable(entry: Dirent): boolean {
  // What is no UTF-8 cannot be asked for by that name.
  return (
    (entry.isFile() || entry.isDirectory()) && entry.name.isWellFormed() && !entry.name.includes('\uFFFD')
  );
}

/** Null where it is a link by now, or lies behind one. */
async function lookAt(at: string): Promise<BigIntStats | null> {
  const found = await lstat(at, { bigint: true });
  if (found.isDirectory() && (await realpath(at)) !== at) return null;
  return found.isFile() || found.isDirectory() ? found : null;
}
