// `torchat import`: an account from a key of tor, or the contacts of an old client.
import { TorchatError } from '@torchat/core';
import { accountExists, createAccount, readTorKey } from '@torchat/core/node';
import { type NewAccountOptions, newPassphrase, newProfile } from '../client/new-account.ts';
import { sessionPaths } from '../client/paths.ts';
import { isInteractive, note, out, outJson, type Session } from '../terminal/terminal.ts';

export interface ImportOptions extends NewAccountOptions {
  /** The folder holds an old client's list, not a key. */
  readonly legacy?: boolean;
}

export async function importFrom(session: Session, folder: string, options: ImportOptions): Promise<void> {
  if (options.legacy === true) return (await import('./legacy.ts')).importLegacy(session, folder);
  const paths = sessionPaths(session);
  if (accountExists(paths))
    throw new TorchatError(
      'account_exists',
      `There is already an account "${paths.name}": \`torchat --account NAME import\` makes another.`,
    );
  const ask = options.yes !== true && isInteractive(session);
  const expandedKey = readTorKey(folder);
  try {
    const profile = await newProfile(session, options, ask);
    const passphrase = await newPassphrase(session, options, ask);
    const id = await createAccount(paths, { passphrase, profile, expandedKey });
    if (session.options.json) outJson(session, { account: paths.name, id });
    else out(session, `Your TorChat ID: ${id}`);
  } finally {
    expandedKey.fill(0);
  }
  note(
    session,
    'No words lead to this account: only `torchat backup --with-keys` brings it back. Take the onion service out of the other tor: two of them hinder each other.',
  );
}
