// A file or folder that we send: opened once in a run, read block by block, and held against what it was when it was offered.
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { changed, diskSentence } from './failure.ts';
import { openFolder } from './folder/folder-bytes.ts';
import { markOf } from './mark.ts';
import { type Readable, RunningDigest } from './running-digest.ts';

/** What is there to be sent, as one row of bytes. */
export interface Original extends Readable {
  /** Bytes it had when it was opened: so many are sent. */
  readonly size: number;
  /** What the system says of it: another one, or this one after a change, has another mark. */
  readonly mark: string;
  /** Of a folder: how many files are in it. */
  readonly items: number | null;
  /** What is in the folder and not sent, by relative names. */
  readonly skipped: readonly string[];
  /** The mark it has now. */
  look(): Promise<string>;
  close(): Promise<void>;
}

export interface Source extends Pick<Original, 'size' | 'mark' | 'items' | 'skipped' | 'close'> {
  readonly name: string;
  /** Exactly so many bytes, valid until the next call. Rejects when the file has become shorter. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** SHA-256 of all of it in hex. Rejects when it has changed since it was opened. */
  sum(): Promise<string>;
}

/** Throws `file_failed` for what is missing, unreadable or neither a plain file nor a folder. */
export async function openSource(path: string): Promise<Source> {
  const original = await openedAt(path);
  const { size, mark, items, skipped } = original;
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
        original,
        () => readTo,
        () => closed,
      )
      .catch(() => undefined);
    following = false;
  }

  return {
    name: basename(resolve(path)),
    size,
    mark,
    items,
    skipped,
    async read(offset, length) {
      if (room.length < length) room = new Uint8Array(length);
      const bytes = await exactly(original, offset, room.subarray(0, length));
      if (offset > readTo && !following) {
        readTo = offset;
        void follow();
      }
      digest.take(offset, bytes);
      readTo = Math.max(readTo, offset + length);
      return bytes;
    },
    async sum() {
      const found = await digest.finish(original, size);
      if ((await original.look()) !== mark) throw changed();
      return found;
    },
    close() {
      closed = true;
      return original.close();
    },
  };
}

/** What was offered in an earlier run. Throws `file_failed` also where it is not the same any more. */
export async function reopenSource(path: string, size: number, mark: string): Promise<Source> {
  const source = await openSource(path);
  if (source.size === size && source.mark === mark) return source;
  await source.close();
  throw changed();
}

async function exactly(original: Original, offset: number, bytes: Uint8Array): Promise<Uint8Array> {
  const { length } = bytes;
  for (let done = 0; done < length; ) {
    const { bytesRead } = await original.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0)
      throw new TorchatError('file_failed', 'The file has become shorter while it was being sent.');
    done += bytesRead;
  }
  return bytes;
}

async function openedAt(path: string): Promise<Original> {
  try {
    // Looked at before: opening a pipe would wait for its other end.
    const found = await stat(path);
    if (found.isFile()) return await originalFile(await open(path, 'r'));
    if (found.isDirectory()) return await openFolder(path);
  } catch (cause) {
    if (cause instanceof TorchatError) throw cause;
    throw new TorchatError('file_failed', diskSentence(cause, 'read'), { cause });
  }
  throw new TorchatError('file_failed', 'Only plain files and folders can be sent.');
}

async function originalFile(handle: FileHandle): Promise<Original> {
  const found = await handle.stat({ bigint: true });
  return {
    size: Number(found.size),
    mark: markOf(found),
    items: null,
    skipped: [],
    read: (bytes, offset, length, position) => handle.read(bytes, offset, length, position),
    look: async () => markOf(await handle.stat({ bigint: true })),
    close: () => handle.close(),
  };
}
