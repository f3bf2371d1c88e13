// A folder that came, whole and right, as one row of bytes: made of it again under a hidden name, then named in one step.
import { type FileHandle, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { TorchatError } from '../../../errors.ts';
import { decodeList, type FolderEntry, LENGTH_BYTES, MOST_LIST_BYTES } from '../../../folder/list.ts';
import { candidates, isTaken } from '../names.ts';
import { Places } from './places.ts';

const PIECE = 1 << 20;
const WRONG = 'What arrived is not the folder that was offered: it is dropped.';

export interface Unpacking {
  /** Where all the bytes lie; it stays. */
  readonly part: string;
  readonly size: number;
  /** How many files were offered. */
  readonly items: number;
  /** Where it is made; what an earlier run left there goes. Nothing stays there. */
  readonly hidden: string;
  readonly folder: string;
  readonly name: string;
  readonly isStopped: () => boolean;
}

/** Resolves with where it is, when all of it is safe on the disk; with null where it was stopped. Throws `file_failed`, and what the disk says. */
export async function unpack(unpacking: Unpacking): Promise<string | null> {
  const { part, hidden, folder, name } = unpacking;
  await rm(hidden, { recursive: true, force: true });
  const source = await open(part, 'r');
  try {
    await mkdir(hidden, { mode: 0o700 });
    const places = new Places(hidden);
    if (!(await isPoured(source, unpacking, places))) return null;
    for (const made of places.folders) await syncLater(made);
    return await named(hidden, folder, name);
  } finally {
    await source.close();
    await rm(hidden, { recursive: true, force: true });
  }
}

/** False where it was stopped. */
async function isPoured(
  source: FileHandle,
  { size, items, isStopped }: Unpacking,
  places: Places,
): Promise<boolean> {
  const { entries, ends } = await listOf(source, size);
  const sizes = entries.flatMap((entry) => entry.size ?? []);
  const total = sizes.reduce((sum, one) => sum + one, ends);
  // Nothing is made of what was not offered.
  if (total !== size || sizes.length !== items) throw new TorchatError('file_failed', WRONG);
  let at = ends;
  for (const { path, size: length } of entries) {
    if (isStopped()) return false;
    if (length === null) await places.folder(path);
    else await copy(source, at, length, await places.file(path));
    at += length ?? 0;
  }
  return true;
}

async function listOf(
  source: FileHandle,
  size: number,
): Promise<{ readonly entries: readonly FolderEntry[]; readonly ends: number }> {
  const head = await exactly(source, 0, LENGTH_BYTES);
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
  if (length > MOST_LIST_BYTES || LENGTH_BYTES + length > size) throw new TorchatError('file_failed', WRONG);
  const entries = decodeList(await exactly(source, LENGTH_BYTES, length));
  if (entries === null) throw new TorchatError('file_failed', WRONG);
  return { entries, ends: LENGTH_BYTES + length };
}

async function copy(source: FileHandle, from: number, length: number, target: FileHandle): Promise<void> {
  try {
    for (let done = 0; done < length; ) {
      const bytes = await exactly(source, from + done, Math.min(PIECE, length - done));
      for (let put = 0; put < bytes.length; )
        put += (await target.write(bytes, put, bytes.length - put)).bytesWritten;
      done += bytes.length;
    }
    await target.datasync();
  } finally {
    await target.close();
  }
}

async function exactly(source: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await source.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new TorchatError('file_failed', WRONG);
    done += bytesRead;
  }
  return bytes;
}

/** A place is taken first, so that nothing is ever replaced but an empty folder that was made just now. */
async function named(hidden: string, folder: string, name: string): Promise<string> {
  for (const path of candidates(folder, name)) {
    try {
      await mkdir(path, { mode: 0o700 });
    } catch (error) {
      if (isTaken(error)) continue;
      throw error;
    }
    if (process.platform === 'win32') await rmdir(path);
    await rename(hidden, path);
    return path;
  }
  throw new TorchatError('file_failed', 'Too many folders of this name are there already.');
}

/** `syncFolder`, for many of them: the event loop goes on meanwhile. */
async function syncLater(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
