// A folder as one row of bytes, to be read at any offset: the list of what is in it, then its files one behind the other.
import { createHash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { encodeList, MOST_LIST_BYTES } from '../../../folder/list.ts';
import { TorchatError } from '../../../errors.ts';
import { changed } from '../failure.ts';
import { markOf } from '../mark.ts';
import type { Original } from '../source.ts';
import { type Found, type Walked, walkFolder } from './walk.ts';

interface Piece {
  readonly begins: number;
  readonly file: Found;
}

/** Throws as `walkFolder` does. */
export async function openFolder(path: string): Promise<Original> {
  const { entries, skipped } = await walkFolder(path);
  const list = encodeList(entries);
  if (list.length > MOST_LIST_BYTES)
    throw new TorchatError('file_failed', 'The names in this folder are too long.');
  return new FolderBytes(path, list, { entries, skipped });
}

class FolderBytes implements Original {
  readonly size: number;
  readonly mark: string;
  readonly items: number;
  readonly skipped: readonly string[];
  readonly #path: string;
  readonly #list: Uint8Array;
  /** Those with a byte in them, in order. */
  readonly #pieces: Piece[] = [];
  /** The one that was read last: they are read in order. */
  #open: { readonly piece: Piece; readonly handle: FileHandle } | null = null;
  /** One after another: who reads closes what was open before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, list: Uint8Array, { entries, skipped }: Walked) {
    this.#path = path;
    this.#list = list;
    this.skipped = skipped;
    this.mark = folderMark(list, entries);
    let size = list.length;
    let items = 0;
    for (const file of entries) {
      if (file.size === null) continue;
      items++;
      if (file.size > 0) this.#pieces.push({ begins: size, file });
      size += file.size;
    }
    this.size = size;
    this.items = items;
  }

  read(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }> {
    return this.#next(() => this.#read(bytes, offset, length, position));
  }

  /** As it is now. */
  async look(): Promise<string> {
    const { entries } = await walkFolder(this.#path);
    return folderMark(encodeList(entries), entries);
  }

  close(): Promise<void> {
    return this.#next(() => this.#leave());
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #read(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }> {
    if (position < this.#list.length) {
      const part = this.#list.subarray(position, position + length);
      bytes.set(part, offset);
      return { bytesRead: part.length };
    }
    const piece = this.#pieceAt(position);
    if (piece === null) return { bytesRead: 0 };
    const within = position - piece.begins;
    const handle = await this.#handleOf(piece);
    return handle.read(bytes, offset, Math.min(length, (piece.file.size ?? 0) - within), within);
  }

  /** The last one that begins at or before this offset. */
  #pieceAt(position: number): Piece | null {
    if (position >= this.size) return null;
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pieces[middle]?.begins ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low] ?? null;
  }

  async #handleOf(piece: Piece): Promise<FileHandle> {
    if (this.#open?.piece === piece) return this.#open.handle;
    await this.#leave();
    // Where a link took its place it is not the file that was found.
    const handle = await open(piece.file.at, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    this.#open = { piece, handle };
    if (markOf(await handle.stat({ bigint: true })) !== piece.file.mark) throw changed();
    return handle;
  }

  async #leave(): Promise<void> {
    const { handle } = this.#open ?? {};
    this.#open = null;
    await handle?.close();
  }
}

function folderMark(list: Uint8Array, entries: readonly Found[]): string {
  const hash = createHash('sha256').update(list);
  for (const { mark } of entries) hash.update(`${mark}\n`);
  return `folder ${hash.digest('hex')}`;
}
