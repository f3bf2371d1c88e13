// A file that we send: opened once in a run, read block by block, and held against what it was when it was offered.
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { diskSentence } from './failure.ts';
import { RunningDigest } from './running-digest.ts';

export interface Source {
  readonly name: string;
  /** Bytes it had when it was opened: so many are sent. */
  readonly size: number;
  /** What the system says of it: another file, or this one after a change, has another mark. */
  readonly mark: string;
  /** Exactly so many bytes, valid until the next call. Rejects when the file has become shorter. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** SHA-256 of all of it in hex. Rejects when it has changed since it was opened. */
  sum(): Promise<string>;
  close(): Promise<void>;
}

/** Throws `file_failed` for what is missing, unreadable or no plain file. */
export async function openSource(path: string): Promise<Source> {
  const handle = await opened(path);
  const { size, mark } = await lookAt(handle);
  const digest = new RunningDigest();
  // One buffer for all of it: fresh ones would be most of the garbage of a transfer.
  let room = new Uint8Array(0);
  let readTo = 0;
  let following = false;
  let closed = false;

  /** Sending goes on somewhere in the middle: what lies before is summed beside it. */
  async function follow(): Promise<void> {
    following = true;
    await digest
      .catchUp(
        handle,
        () => readTo,
        () => closed,
      )
      .catch(() => undefined);
    following = false;
  }

  return {
    name: basename(path),
    size,
    mark,
    async read(offset, length) {
      if (room.length < length) room = new Uint8Array(length);
      const bytes = await exactly(handle, offset, room.subarray(0, length));
      if (offset > readTo && !following) {
        readTo = offset;
        void follow();
      }
      digest.take(offset, bytes);
      readTo = Math.max(readTo, offset + length);
      return bytes;
    },
    async sum() {
      const found = await digest.finish(handle, size);
      if ((await lookAt(handle)).mark !== mark) throw changed();
      return found;
    },
    close() {
      closed = true;
      return handle.close();
    },
  };
}

/** A file that was offered in an earlier run. Throws `file_failed` also where it is not the same any more. */
export async function reopenSource(path: string, size: number, mark: string): Promise<Source> {
  const source = await openSource(path);
  if (source.size === size && source.mark === mark) return source;
  await source.close();
  throw changed();
}

function changed(): TorchatError {
  return new TorchatError(
    'file_failed',
    'The file has been changed since it was offered: send it again as it is now.',
  );
}

async function lookAt(handle: FileHandle): Promise<{ size: number; mark: string }> {
  const { dev, ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return { size: Number(size), mark: `${dev} ${ino} ${size} ${mtimeNs}` };
}

async function exactly(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<Uint8Array> {
  const { length } = bytes;
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0)
      throw new TorchatError('file_failed', 'The file has become shorter while it was being sent.');
    done += bytesRead;
  }
  return bytes;
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
