// Names in the folder of received files: the ones of unfinished files, and a free one for a finished file.
import { randomBytes } from 'node:crypto';
import { link, open, readdir, rename, unlink } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { TorchatError } from '../../errors.ts';

/** No received file has such a name, since none begins with a dot. */
const UNFINISHED = /^\.torchat-[0-9a-f]{32}\.part$/u;
const MOST_TRIES = 10_000;

export function unfinishedName(): string {
  return `.torchat-${randomBytes(16).toString('hex')}.part`;
}

/** Removes what an earlier run left unfinished. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (UNFINISHED.test(name)) await unlink(join(folder, name)).catch(() => undefined);
}

/** Gives the file the name, or `name (2).ext` and so on where that is taken, in one step. Returns its path. */
export async function giveName(from: string, folder: string, name: string): Promise<string> {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; number <= MOST_TRIES; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    if (await isGiven(from, path)) return path;
  }
  throw new TorchatError('file_failed', 'Too many files of this name are there already.');
}

/** False when the name is taken. A link never replaces anything; where the file system has none, a place is taken first. */
async function isGiven(from: string, path: string): Promise<boolean> {
  try {
    await link(from, path);
  } catch (error) {
    return !isTaken(error) && (await isGivenWithoutLinks(from, path));
  }
  // Should this fail, the next start removes it.
  await unlink(from).catch(() => undefined);
  return true;
}

async function isGivenWithoutLinks(from: string, path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  await rename(from, path);
  return true;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
