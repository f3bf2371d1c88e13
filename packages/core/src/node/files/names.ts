// Names in a folder of received files: the ones of unfinished files, and a free one for a finished file.
import { createHash } from 'node:crypto';
import { link, lstat, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { TorchatError } from '../../errors.ts';

/** As earlier versions called them. */
const UNMARKED = /^\.torchat-[0-9a-f]{32}\.part$/u;
const MOST_TRIES = 10_000;

/** Says whose unfinished files they are where accounts share a folder. */
export function ownMark(id: string): string {
  return createHash('sha256').update(`torchat parts ${id}`).digest('hex').slice(0, 8);
}

/** No received file has such a name, since none begins with a dot. */
export function unfinishedName(mark: string, part: string): string {
  return `.torchat-${mark}-${part}.part`;
}

/** Where the folder is made that the unfinished file of this name holds. */
export function unpackingName(unfinished: string): string {
  return `${unfinished}.d`;
}

/** Removes what earlier runs left unfinished and nobody knows of any more. `own`: the folder is this account's alone. */
export async function removeUnfinished(
  folder: string,
  mark: string,
  known: ReadonlySet<string>,
  own: boolean,
): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const ours = name.startsWith(`.torchat-${mark}-`) && name.endsWith('.part');
    if ((ours && !known.has(name)) || (own && UNMARKED.test(name)))
      await unlink(join(folder, name)).catch(() => undefined);
    // It is made anew of its unfinished file.
    if (name.startsWith(`.torchat-${mark}-`) && name.endsWith(unpackingName('.part')))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Gives the file the name, or `name (2).ext` and so on where that is taken, in one step. Returns its path. It keeps its old
 * name too, where the file system knows links: who dies now finds at the next start that it was done.
 */
export async function giveName(from: string, folder: string, name: string): Promise<string> {
  for (const path of candidates(folder, name)) if (await isGiven(from, path)) return path;
  throw new TorchatError('file_failed', 'Too many files of this name are there already.');
}

/** Where `giveName` has put this file before; null where nobody finds it. */
export async function nameGiven(
  { dev, ino }: { readonly dev: number; readonly ino: number },
  folder: string,
  name: string,
): Promise<string | null> {
  for (const path of candidates(folder, name)) {
    const found = await lstat(path).catch(() => null);
    if (found === null) return null;
    if (found.dev === dev && found.ino === ino) return path;
  }
  return null;
}

/** Where a file or folder may go that is to have this name: under it, or with a number. */
export function* candidates(folder: string, name: string): Generator<string> {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; number <= MOST_TRIES; number++)
    yield join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
}

/** False when the name is taken. A link never replaces anything; where the file system has none, a place is taken first. */
async function isGiven(from: string, path: string): Promise<boolean> {
  try {
    await link(from, path);
    return true;
  } catch (error) {
    return !isTaken(error) && (await isGivenWithoutLinks(from, path));
  }
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

export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
