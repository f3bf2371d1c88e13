// A file that we send: opened once, read block by block.
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { diskSentence } from './failure.ts';

export interface Source {
  readonly name: string;
  /** Bytes it had when it was opened: so many are sent. */
  readonly size: number;
  /** Exactly so many bytes. Rejects when the file has become shorter. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Throws `file_failed` for what is missing, unreadable or no plain file. */
export async function openSource(path: string): Promise<Source> {
  const handle = await opened(path);
  const { size } = await handle.stat();
  return {
    name: basename(path),
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0)
          throw new TorchatError('file_failed', 'The file has become shorter while it was being sent.');
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    // Looked at before: opening a pipe would wait for its other end.
    if ((await stat(path)).isFile()) return await open(path, 'r');
  } catch (cause) {
    throw new TorchatError('file_failed', diskSentence(cause, 'read'), { cause });
  }
  throw new TorchatError('file_failed', 'Only plain files can be sent; pack a folder into one.');
}
