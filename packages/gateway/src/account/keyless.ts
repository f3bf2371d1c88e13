// An account whose onion key someone else holds: a store like any other, under an id that is given from outside.
import { randomBytes } from 'node:crypto';
import { TorchatError } from '@torchat/core';
import { accountExists, type AccountPaths, createAccount } from '@torchat/core/node';

/** Makes the account where there is none. The onion key in it is random, and never published. */
export async function makeKeyless(paths: AccountPaths): Promise<void> {
  if (accountExists(paths)) return;
  try {
    await createAccount(paths, { passphrase: null, onionSeed: randomBytes(32) });
  } catch (failure) {
    // Another start was quicker; whoever gets the lock runs it.
    if (!(failure instanceof TorchatError && failure.code === 'account_exists')) throw failure;
  }
}
