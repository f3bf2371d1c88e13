// A picture file of the user, read no further than pictures may be long.
import { open, stat } from 'node:fs/promises';
import { TorchatError } from '../../errors.ts';
import { diskSentence } from '../files/failure.ts';
import { badPicture } from './failure.ts';
import { MAX_PICTURE_BYTES } from './limits.ts';

/** Throws `file_failed` for what cannot be read, `bad_picture` for what is too long or no file at all. */
export async function readPicture(path: string): Promise<Uint8Array> {
  try {
    // Looked at before: opening a pipe would wait for its other end.
    const found = await stat(path);
    if (!found.isFile()) throw badPicture('A picture is a PNG file; this is none.');
    if (found.size > MAX_PICTURE_BYTES)
      throw badPicture(`A picture may have at most ${MAX_PICTURE_BYTES / 1024 / 1024} MiB: make it smaller.`);
    await using file = await open(path, 'r');
    const bytes = Buffer.alloc(found.size);
    const { bytesRead } = await file.read(bytes, 0, found.size, 0);
    return bytes.subarray(0, bytesRead);
  } catch (cause) {
    if (cause instanceof TorchatError) throw cause;
    throw new TorchatError('file_failed', diskSentence(cause, 'read'), { cause });
  }
}
