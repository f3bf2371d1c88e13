// Lays the files of an export into a folder of their own.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { Exported } from './exported.ts';

/** Containers read them as another user than ours; the keys among them are of a network that is none but here. */
const READABLE = { file: 0o644, folder: 0o755 } as const;

/** `out` is new. Throws `bad_request` where it is not. */
export async function writeExport({ files }: Exported, out: string): Promise<void> {
  const folder = resolve(out);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { mode: READABLE.folder }).catch((cause: unknown) => {
    throw new TorchatError(
      'bad_request',
      `The folder of an export must be a new one: ${folder} cannot be made.`,
      {
        cause,
      },
    );
  });
  for (const [path, text] of files) {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true, mode: READABLE.folder });
    await writeFile(place, text, { mode: READABLE.file });
  }
}
