// The list of what is in a folder, as it goes ahead of its files: `u32 length`, then for each entry its path, NUL, its size or
// `/` for a folder, NUL. A path is relative, its parts joined by `/`; folders stand before what is in them.
import { decodeUtf8, encoder } from '../wire/utf8.ts';

/** What one may hold: bytes of the list, entries of both kinds, folders in each other, bytes of a path. */
export const MOST_LIST_BYTES = 4 << 20;
export const MOST_ENTRIES = 20_000;
export const MOST_DEPTH = 32;
const MOST_PATH_BYTES = 1024;

export const LENGTH_BYTES = 4;
const FOLDER = '/';

export interface FolderEntry {
  /** The names that lead to it, its own last. */
  readonly path: readonly string[];
  /** Bytes; null: a folder. */
  readonly size: number | null;
}

/** With its length before it. */
export function encodeList(entries: readonly FolderEntry[]): Uint8Array {
  const text = entries.map(({ path, size }) => `${path.join('/')}\0${size ?? FOLDER}\0`).join('');
  const body = encoder.encode(text);
  const bytes = new Uint8Array(LENGTH_BYTES + body.length);
  new DataView(bytes.buffer).setUint32(0, body.length);
  bytes.set(body, LENGTH_BYTES);
  return bytes;
}

/**
 * The entries of a list without its length; null for anything that no honest sender writes: a path that leads out (`..`, an
 * absolute one, an empty part), text that is no UTF-8, more than the bounds above.
 */
export function decodeList(bytes: Uint8Array): FolderEntry[] | null {
  const text = bytes.length > MOST_LIST_BYTES ? null : decodeUtf8(bytes);
  if (text === null || (text !== '' && !text.endsWith('\0'))) return null;
  const words = text.split('\0').slice(0, -1);
  if (words.length % 2 !== 0 || words.length / 2 > MOST_ENTRIES) return null;
  const entries: FolderEntry[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const entry = entryOf(words[at] ?? '', words[at + 1] ?? '');
    if (entry === null) return null;
    entries.push(entry);
  }
  return entries;
}

export function isPathTooLong(path: readonly string[]): boolean {
  return path.length > MOST_DEPTH || encoder.encode(path.join('/')).length > MOST_PATH_BYTES;
}

function entryOf(text: string, word: string): FolderEntry | null {
  const path = text.split('/');
  if (isPathTooLong(path) || path.some(leadsOut)) return null;
  if (word === FOLDER) return { path, size: null };
  const size = Number(word);
  return /^\d{1,16}$/u.test(word) && Number.isSafeInteger(size) ? { path, size } : null;
}

function leadsOut(part: string): boolean {
  return part === '' || part === '.' || part === '..';
}
