// Brings a backup back: into a new account, or into one that is there, whose store as it was is kept until that is confirmed.
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { RETURNING } from '../../engine/timing.ts';
import { TorchatError } from '../../errors.ts';
import type { TorchatId } from '../../identity/id.ts';
import { idOfExpandedKey, isExpandedKey, onionKeyOfSeed } from '../../identity/onion-key.ts';
import {
  accountExists,
  createAccount,
  FROM_PHRASE,
  newStoreFile,
  ONION_KEY,
  openWithKey,
  VOUCHER_KEY,
} from '../account/account.ts';
import { lockAccount } from '../account/account-lock.ts';
import type { AccountPaths } from '../account/account-paths.ts';
import { readKeyFile } from '../account/key-file.ts';
import { diskTrouble } from '../disk-trouble.ts';
import { syncFile, syncFolder } from '../private-files.ts';
import { openStore } from '../store/open-store.ts';
import type { BackupKey } from './age-file.ts';
import { KEY_NAMES, sourceOf, type Source } from './contents.ts';
import { damaged } from './fields.ts';
import { merged } from './merge.ts';
import { ofOlderCopy, pour, type Poured } from './pour.ts';
import { type Backup, readBackup } from './read-backup.ts';

export interface RestoreRequest {
  readonly file: string;
  readonly key: BackupKey;
  /** Of the account: for a new one null keeps its key in a file. */
  readonly passphrase: string | null;
  readonly signal?: AbortSignal;
}

export interface KeysOfWords {
  readonly onionSeed: Uint8Array;
  readonly voucherKey: Uint8Array;
}

export interface Restored extends Poured {
  readonly id: TorchatId;
}

/**
 * Makes the account of a backup where there is none. `words` are the keys they lead to; null takes the keys in the file.
 * Throws `account_exists`, `bad_request` (words of another account, no keys inside), and as `readBackup`: then there is none.
 */
export async function restoreNew(
  paths: AccountPaths,
  { file, key, passphrase, signal }: RestoreRequest,
  words: KeysOfWords | null,
): Promise<Restored> {
  const backup = await readBackup(file, key);
  const { contents, texts } = ofOlderCopy(backup);
  // Contacts that came after the backup may return by their vouchers.
  const returningUntil = Date.now() + RETURNING;
  const voucherBook = { ...contents.voucherBook, returningUntil };
  const source = { contents: { ...contents, voucherBook }, texts };
  let poured: Poured = { contacts: 0, texts: 0 };
  try {
    const id = await createAccount(paths, {
      passphrase,
      ...(words === null ? keysOf(backup) : checked(backup, words)),
      fill: async (store) => {
        poured = await pour(store, source, signal);
      },
    });
    return { id, ...poured };
  } finally {
    await backup.texts.return(undefined);
  }
}

function checked({ heading }: Backup, words: KeysOfWords): KeysOfWords {
  if (onionKeyOfSeed(words.onionSeed).id === heading.id) return words;
  throw new TorchatError(
    'bad_request',
    'These words belong to another account than this backup: nothing was made.',
  );
}

function keysOf({ heading, keys }: Backup) {
  const expandedKey = keys.get(ONION_KEY);
  if (expandedKey === undefined)
    throw new TorchatError(
      'bad_request',
      'The keys of the account are not in this backup: give its 24 words.',
    );
  if (!isExpandedKey(expandedKey) || idOfExpandedKey(expandedKey) !== heading.id) throw damaged();
  const voucherKey = keys.get(VOUCHER_KEY);
  if (voucherKey !== undefined && voucherKey.length !== 32) throw damaged();
  const hasPhrase = keys.get(FROM_PHRASE)?.[0] === 1;
  return { expandedKey, hasPhrase, ...(voucherKey && { voucherKey }) };
}

/**
 * `merge` keeps what the account has and adds what it misses; `replace` leaves nothing but the backup. The account's keys
 * stay. Throws `account_locked`, `bad_request` (a backup of another account, an unconfirmed restore), and as `openAccount`
 * and `readBackup`: then nothing has changed.
 */
export async function restoreInto(
  paths: AccountPaths,
  { file, key, passphrase, signal }: RestoreRequest,
  mode: 'merge' | 'replace',
): Promise<Restored> {
  if (existsSync(beforeOf(paths)))
    throw new TorchatError(
      'bad_request',
      'The account as it was before the last restore is still kept: first say `torchat restore --undo` or `--confirm`.',
    );
  return rebuild(paths, passphrase, signal, async (current, has) => {
    const backup = await readBackup(file, key);
    const done = () => backup.texts.return(undefined);
    if (backup.heading.id !== current.id) {
      await done();
      throw new TorchatError('bad_request', 'This backup is one of another account: nothing was changed.');
    }
    return { source: mode === 'replace' ? ofOlderCopy(backup) : merged(current.source, backup, has), done };
  });
}

/** Takes the account's store as it was before the last restore. What came since is gone. Throws as `restoreInto`. */
export async function undoRestore(paths: AccountPaths, passphrase: string | null): Promise<Restored> {
  const before = beforeOf(paths);
  if (!existsSync(before)) throw nothingKept();
  const restored = await rebuild(paths, passphrase, undefined, async (_current, _has, key) => {
    const store = openStore(before, key);
    return { source: ofOlderCopy(sourceOf(store, true)), done: async () => store.close() };
  });
  confirmRestore(paths);
  return restored;
}

/** Removes the store that was kept. Throws `bad_request` where none is. */
export function confirmRestore(paths: AccountPaths): void {
  if (!existsSync(beforeOf(paths))) throw nothingKept();
  rmSync(beforeOf(paths));
  syncFolder(paths.folder);
}

/** A copy, so that the account has a store at every moment. */
function keepBefore(paths: AccountPaths): void {
  const part = `${beforeOf(paths)}.part`;
  try {
    copyFileSync(paths.store, part);
    syncFile(part);
    renameSync(part, beforeOf(paths));
  } catch (cause) {
    rmSync(part, { force: true });
    throw new TorchatError('internal', `Nothing was changed: ${diskTrouble(cause)}.`, { cause });
  }
}

function nothingKept(): TorchatError {
  return new TorchatError('bad_request', 'No restore waits for its confirmation.');
}

function beforeOf(paths: AccountPaths): string {
  return `${paths.store}.before`;
}

type Choose = (
  current: { readonly id: TorchatId; readonly source: Source },
  has: Parameters<typeof merged>[2],
  key: Uint8Array,
) => Promise<{ readonly source: Source; readonly done: () => Promise<unknown> }>;

/** Builds a store beside the account's, and puts it in its place when it is whole. */
async function rebuild(
  paths: AccountPaths,
  passphrase: string | null,
  signal: AbortSignal | undefined,
  choose: Choose,
): Promise<Restored> {
  if (!accountExists(paths))
    throw new TorchatError('account_missing', `There is no account "${paths.name}": make one first.`);
  const lock = lockAccount(paths);
  try {
    const { key } = await readKeyFile(paths.key, passphrase);
    const file = newStoreFile(paths);
    try {
      const result = await fillFrom(paths, file, key, signal, choose);
      if (!existsSync(beforeOf(paths))) keepBefore(paths);
      renameSync(file, paths.store);
      syncFolder(paths.folder);
      return result;
    } finally {
      key.fill(0);
      newStoreFile(paths);
    }
  } finally {
    lock.release();
  }
}

async function fillFrom(
  paths: AccountPaths,
  file: string,
  key: Uint8Array,
  signal: AbortSignal | undefined,
  choose: Choose,
): Promise<Restored> {
  using current = openWithKey(paths, key);
  const { store, identity } = current;
  return await store.comparing(async (has) => {
    const { source, done } = await choose({ id: identity.id, source: sourceOf(store, true) }, has, key);
    try {
      const made = openStore(file, key);
      try {
        for (const name of KEY_NAMES) {
          const value = store.secret(name);
          if (value !== null) made.keepSecret(name, value);
        }
        return { id: identity.id, ...(await pour(made, source, signal)) };
      } finally {
        made.close();
      }
    } finally {
      await done();
    }
  });
}
