// What the disk of a receiver has of a file that is under way, and what became of it when he was killed.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of the one unfinished file in this folder; null while there is none. */
export async function partSize(folder: string): Promise<number | null> {
  const names = await readdir(folder).catch(() => []);
  const part = names.find((name) => name.startsWith('.torchat-') && name.endsWith('.part'));
  if (part === undefined) return null;
  const found = await stat(join(folder, part)).catch(() => null);
  return found?.size ?? null;
}
