// A picture written where the user wants it.
import { writeFile } from 'node:fs/promises';
import { TorchatError } from '@torchat/core';

/** Never replaces a file unless told to; only this user may read it. Throws `file_failed`. */
export async function savePicture(path: string, png: Uint8Array, force: boolean): Promise<void> {
  try {
    await writeFile(path, png, { flag: force ? 'w' : 'wx', mode: 0o600 });
  } catch (cause) {
    throw new TorchatError('file_failed', sentence(cause), { cause });
  }
}

function sentence(cause: unknown): string {
  switch (cause instanceof Error && 'code' in cause ? cause.code : '') {
    case 'EEXIST':
      return 'There is already a file of this name: choose another name, or remove it first.';
    case 'ENOENT':
      return 'There is no such folder to write the picture into.';
    case 'EISDIR':
      return 'This is a folder: give the picture a name in it.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'The picture cannot be written here: see to the rights.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full: the picture is not saved.';
    default:
      return 'The picture cannot be written here.';
  }
}
