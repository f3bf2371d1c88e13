// An account on disk: made, opened, and given another passphrase.
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { TorchatError } from '../../errors.ts';
import { FRESH_ACCOUNT } from '../../fresh-account.ts';
import type { TorchatId } from '../../identity/id.ts';
import { idOfExpandedKey, isExpandedKey, onionKeyOfSeed } from '../../identity/onion-key.ts';
import type { Profile } from '../../model.ts';
import { syncFolder } from '../private-files.ts';
import { type DiskStore, openStore } from '../store/open-store.ts';
import { lockAccount } from './account-lock.ts';
import type { AccountPaths } from './account-paths.ts';
import { isWrapped, readKeyFile, writeKeyFile } from './key-file.ts';
import { securePaths } from './secure-paths.ts';

export interface Identity {
  readonly id: TorchatId;
  /** The expanded onion key, 64 bytes. */
  readonly expanded: Uint8Array;
  /** 32 bytes; null for an account without words, or from before there were vouchers. */
  readonly voucherKey: Uint8Array | null;
}

export interface OpenAccount extends Disposable {
  /** With a drawer for keys and books that are no part of a snapshot. */
  readonly store: DiskStore;
  readonly identity: Identity;
  /** It was made from a seed phrase (which is not stored), so the words bring it back. */
  readonly hasPhrase: boolean;
  /** A passphrase guards it; `NO_PASSPHRASE_WARNING` says what it means when not. */
  readonly protected: boolean;
  /** Sentences about access rights that were too open and are right now. */
  readonly notices: readonly string[];
  /** Closes the store and forgets the key; a second call does nothing. */
  close(): void;
}

export type NewAccount = {
  /** Null: the key lies in a file that only this user can read. */
  readonly passphrase: string | null;
  readonly profile?: Profile;
  /** Where words lead to the account. */
  readonly voucherKey?: Uint8Array;
  /** It is made again of its words: contacts may come back by their vouchers until then, milliseconds since 1970. */
  readonly returningUntil?: number;
  /** Fills the new store with more; when it throws, there is no account. */
  readonly fill?: (store: DiskStore) => Promise<void>;
} & (
  | { readonly onionSeed: Uint8Array }
  /** From a key file of tor, where no phrase leads to it, or from a backup. */
  | { readonly expandedKey: Uint8Array; readonly hasPhrase?: boolean }
);

export const ONION_KEY = 'onion-key';
export const VOUCHER_KEY = 'voucher-key';
export const FROM_PHRASE = 'from-phrase';

export function accountExists(paths: AccountPaths): boolean {
  return existsSync(paths.store);
}

/** Makes an account and returns its id. All of it is there, or none. Throws `account_exists`, `account_locked`, `bad_request`. */
export async function createAccount(paths: AccountPaths, account: NewAccount): Promise<TorchatId> {
  const expanded = expandedKeyOf(account);
  securePaths(paths);
  const lock = lockAccount(paths);
  try {
    if (accountExists(paths))
      throw new TorchatError('account_exists', `There is already an account "${paths.name}".`);
    await fill(paths, expanded, account);
    return idOfExpandedKey(expanded);
  } finally {
    expanded.fill(0);
    lock.release();
  }
}

/** Where a store grows before it takes its name; what an earlier attempt left there is gone. */
export function newStoreFile(paths: AccountPaths): string {
  const file = `${paths.store}.new`;
  for (const end of ['', '-wal', '-journal']) rmSync(file + end, { force: true });
  return file;
}

/** The store takes its name last: that makes the account. */
async function fill(paths: AccountPaths, expanded: Uint8Array, account: NewAccount): Promise<void> {
  const key = randomBytes(32);
  try {
    // Without a store a key file means nothing, so one left by an attempt that broke off is replaced.
    await writeKeyFile(paths.key, key, account.passphrase);
    const unfinished = newStoreFile(paths);
    const store = openStore(unfinished, key);
    try {
      store.keepSecret(ONION_KEY, expanded);
      const hasPhrase = 'onionSeed' in account || account.hasPhrase === true;
      store.keepSecret(FROM_PHRASE, Uint8Array.of(hasPhrase ? 1 : 0));
      fillVouchers(store, account);
      if (account.profile) store.apply([{ type: 'profile', profile: account.profile }]);
      await account.fill?.(store);
    } finally {
      store.close();
    }
    renameSync(unfinished, paths.store);
    syncFolder(paths.folder);
  } finally {
    key.fill(0);
  }
}

function fillVouchers(store: DiskStore, { voucherKey, returningUntil }: NewAccount): void {
  if (voucherKey !== undefined) store.keepSecret(VOUCHER_KEY, voucherKey);
  store.apply([
    { type: 'voucher_book', book: { ...FRESH_ACCOUNT.voucherBook, returningUntil: returningUntil ?? null } },
  ]);
}

/**
 * Opens an account; the caller holds its lock, or uses the store for a moment only.
 * Throws `account_missing`, `wrong_passphrase`, `store_damaged`, `store_newer`, `account_locked`.
 */
export async function openAccount(paths: AccountPaths, passphrase: string | null): Promise<OpenAccount> {
  const notices = mustExist(paths);
  const { key, ...kept } = await readKeyFile(paths.key, passphrase);
  try {
    return { ...openWithKey(paths, key), protected: kept.isProtected, notices };
  } finally {
    key.fill(0);
  }
}

/** The same for one who holds the store's key. */
export function openWithKey(
  paths: AccountPaths,
  key: Uint8Array,
): Omit<OpenAccount, 'protected' | 'notices'> {
  const store = openStore(paths.store, key);
  try {
    const expanded = store.secret(ONION_KEY);
    if (expanded === null || !isExpandedKey(expanded))
      throw new TorchatError('store_damaged', 'The account’s onion key is gone: restore it from a backup.');
    const voucherKey = store.secret(VOUCHER_KEY);
    const close = () => {
      expanded.fill(0);
      voucherKey?.fill(0);
      store.close();
    };
    return {
      store,
      identity: { id: idOfExpandedKey(expanded), expanded, voucherKey },
      hasPhrase: store.secret(FROM_PHRASE)?.[0] === 1,
      close,
      [Symbol.dispose]: close,
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Whether the account has a passphrase. Throws `account_missing`, `store_damaged`, `store_newer`. */
export function isProtected(paths: AccountPaths): boolean {
  mustExist(paths);
  return isWrapped(paths.key);
}

/** Wraps the store's key anew. `null` takes the passphrase away. Works while the account runs. Throws as `openAccount`. */
export async function changePassphrase(
  paths: AccountPaths,
  before: string | null,
  after: string | null,
): Promise<void> {
  mustExist(paths);
  const { key } = await readKeyFile(paths.key, before);
  try {
    await writeKeyFile(paths.key, key, after);
  } finally {
    key.fill(0);
  }
}

function mustExist(paths: AccountPaths): string[] {
  if (!accountExists(paths))
    throw new TorchatError('account_missing', `There is no account "${paths.name}": make one first.`);
  return securePaths(paths);
}

/** A copy, 64 bytes. */
function expandedKeyOf(account: NewAccount): Uint8Array {
  if ('onionSeed' in account) {
    if (account.onionSeed.length === 32) return onionKeyOfSeed(account.onionSeed).expanded;
    throw new TorchatError('bad_request', 'The seed of an onion key has 32 bytes.');
  }
  if (isExpandedKey(account.expandedKey)) return new Uint8Array(account.expandedKey);
  throw new TorchatError('bad_request', 'This is not an onion key as tor keeps it: 64 bytes, clamped.');
}
