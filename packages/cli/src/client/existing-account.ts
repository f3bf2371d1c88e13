// An account that has to be there already.
import { TorchatError } from '@torchat/core';
import { accountExists, type AccountPaths } from '@torchat/core/node';

/** Throws `account_missing`. */
export function needAccount(paths: AccountPaths): void {
  if (!accountExists(paths)) throw missing(paths);
}

export function missing(paths: AccountPaths): TorchatError {
  const name = paths.name === 'default' ? '' : ` --account ${paths.name}`;
  return new TorchatError(
    'account_missing',
    `There is no account${name === '' ? '' : ` "${paths.name}"`} yet: run \`torchat init${name}\` to make one.`,
  );
}
