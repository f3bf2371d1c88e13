// Reads a backup: what it is first, then its contents, then its texts as they come.
import { StringDecoder } from 'node:string_decoder';
import { TorchatError } from '../../errors.ts';
import type { KeptText } from '../store/read.ts';
import { type BackupKey, readAgeFile } from './age-file.ts';
import type { Contents, Source } from './contents.ts';
import { type Entry, entryOf, type Heading, newer, VERSION } from './entries.ts';
import { damaged } from './fields.ts';
import { gather, newGathered } from './gather.ts';

export interface Backup extends Source {
  readonly heading: Heading;
  /** The account's keys, empty where they are not inside. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** Only when these came to their end the file is known to be whole. */
  readonly texts: AsyncGenerator<KeptText>;
}

/** Characters of a line: a text of the longest line of the wire, each of them escaped. */
const LONGEST_LINE = 8 * 1024 * 1024;
/** Entries that are no texts. */
const MOST_ENTRIES = 200_000;

/** Throws, also while texts are read, `bad_backup`, `store_newer`, `bad_request`. */
export async function readBackup(path: string, key: BackupKey): Promise<Backup> {
  const lines = linesOf(readAgeFile(path, key));
  try {
    const heading = headingOf((await lines.next()).value);
    return { heading, ...(await beforeTexts(lines)) };
  } catch (error) {
    await lines.return(undefined);
    throw error;
  }
}

function headingOf(line: string | void): Heading {
  let first: unknown;
  try {
    first = JSON.parse(line ?? '');
  } catch {
    first = null;
  }
  if (!Array.isArray(first) || first[0] !== 'torchat-backup')
    throw new TorchatError('bad_backup', 'This age file holds no backup of TorChat: nothing was changed.');
  const version: unknown = (first[1] as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > VERSION) throw newer();
  return entryOf(line ?? '')[1] as Heading;
}

async function beforeTexts(lines: AsyncGenerator<string>): Promise<Omit<Backup, 'heading'>> {
  const gathered = newGathered();
  for (let count = 1; count < MOST_ENTRIES; count++) {
    const entry = await nextEntry(lines);
    if (gather(gathered, entry)) continue;
    if (entry[0] !== 'text' && entry[0] !== 'end') throw damaged();
    const { keys, ...contents } = gathered;
    return { contents, keys, texts: textsFrom(entry, count, lines, contents) };
  }
  throw damaged();
}

/** From the first text, or the end, on: `count` entries came before. */
async function* textsFrom(
  first: Extract<Entry, readonly ['text' | 'end', unknown]>,
  before: number,
  lines: AsyncGenerator<string>,
  { contacts }: Contents,
): AsyncGenerator<KeptText> {
  const known = new Set(contacts.map(({ id }) => id));
  let key = 0;
  let count = before;
  try {
    for (let entry: Entry = first; ; entry = await nextEntry(lines)) {
      const [kind, value] = entry;
      if (kind === 'end') {
        if (value.entries !== count || (await lines.next()).done !== true) throw damaged();
        return;
      }
      if (kind !== 'text' || !known.has(value.contact) || !isSound(value) || value.key <= key)
        throw damaged();
      key = value.key;
      count++;
      yield value;
    }
  } finally {
    await lines.return(undefined);
  }
}

function isSound({ direction, state, seq }: KeptText): boolean {
  if (direction === 'in') return (state === 'unread' || state === 'read') && seq === null;
  return state === 'waiting' ? seq !== null && seq > 0 : state === 'sent' || state === 'delivered';
}

async function nextEntry(lines: AsyncGenerator<string>): Promise<Entry> {
  const { value, done } = await lines.next();
  if (done === true) throw damaged();
  return entryOf(value);
}

/** Without their LF; a last one without any is damage. */
async function* linesOf(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + decoder.write(Buffer.from(chunk))).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw damaged();
    yield* parts;
  }
  if (rest !== '') yield rest;
}
