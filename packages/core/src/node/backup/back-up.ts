// Writes the backup of an account: one age file, while the account may go on running.
import { existsSync, statSync } from 'node:fs';
import { TorchatError } from '../../errors.ts';
import type { OpenAccount } from '../account/account.ts';
import { type BackupLock, writeAgeFile } from './age-file.ts';
import { type Contents, KEY_NAMES, sourceOf } from './contents.ts';
import { type Entry, lineOf, VERSION } from './entries.ts';

export interface BackupRequest {
  /** Absolute. A file of this name must not be there. */
  readonly path: string;
  readonly lock: BackupLock;
  /** Texts that were read and delivered, where they are kept; those that wait or are unread always come along. */
  readonly history: boolean;
  /** The account's keys: without them the file needs the words. */
  readonly keys: boolean;
}

export interface BackupSummary {
  readonly path: string;
  readonly bytes: number;
  readonly contacts: number;
  readonly texts: number;
}

const CHUNK = 64 * 1024;

/** Throws `bad_request`, `file_failed`, `cancelled`; then there is no file. */
export async function backUp(
  { store, identity, hasPhrase }: Pick<OpenAccount, 'store' | 'identity' | 'hasPhrase'>,
  { path, lock, history, keys }: BackupRequest,
  signal?: AbortSignal,
): Promise<BackupSummary> {
  if (existsSync(path))
    throw new TorchatError('bad_request', 'There is a file of this name already: choose another name.');
  const { contents, texts } = sourceOf(store, history);
  const heading = { version: VERSION, id: identity.id, madeAt: Date.now(), hasPhrase, hasKeys: keys };
  let written = 0;

  function* entries(): Generator<Entry> {
    yield ['torchat-backup', heading];
    for (const name of keys ? KEY_NAMES : []) {
      const value = store.secret(name);
      if (value !== null) yield ['key', { name, value }];
    }
    yield* entriesOf(contents);
    for (const text of texts as Iterable<Extract<Entry, readonly ['text', unknown]>[1]>) {
      yield ['text', text];
      written++;
    }
  }

  await writeAgeFile(path, chunks(entries()), lock, signal);
  return { path, bytes: statSync(path).size, contacts: contents.contacts.length, texts: written };
}

function* entriesOf(contents: Contents): Generator<Entry> {
  const { profile, avatar, status, settings, voucherBook, tunnelSettings, ...lists } = contents;
  const { contacts, numbering, vouchers, shares, forwards, drawer, ...forgotten } = lists;
  // What a snapshot gets one day has to be thought of here.
  forgotten satisfies Record<string, never>;
  yield ['profile', profile];
  if (avatar !== null) yield ['avatar', avatar];
  yield ['status', { status }];
  yield ['settings', settings];
  yield ['voucher-book', voucherBook];
  yield ['tunnel-settings', tunnelSettings];
  for (const [name, value] of drawer) yield ['drawer', { name, value }];
  for (const contact of contacts) yield ['contact', contact];
  for (const one of numbering) yield ['numbering', one];
  for (const one of vouchers) yield ['vouchers', one];
  for (const share of shares) yield ['share', share];
  for (const forward of forwards) yield ['forward', forward];
}

/** The entries and the one that counts them, in pieces of a size that is worth the work. */
function* chunks(entries: Iterable<Entry>): Generator<Uint8Array> {
  let count = 0;
  let lines = '';
  for (const entry of entries) {
    count++;
    lines += lineOf(entry);
    if (lines.length < CHUNK) continue;
    yield new TextEncoder().encode(lines);
    lines = '';
  }
  yield new TextEncoder().encode(lines + lineOf(['end', { entries: count }]));
}
