// `torchat restore`: the account of 24 words, with the same id as before; with `--from`, what a backup holds.
import { TorchatError } from '@torchat/core';
import { accountExists, createAccount } from '@torchat/core/node';
import { keysOfWords } from '../client/words-given.ts';
import { type NewAccountOptions, newPassphrase, newProfile } from '../client/new-account.ts';
import { sessionPaths } from '../client/paths.ts';
import { givenWords } from '../client/words-given.ts';
import { isInteractive, note, out, outJson, type Session } from '../terminal/terminal.ts';

export interface RestoreOptions extends NewAccountOptions {
  /** Which account of the words, from 0. */
  readonly index?: number;
  readonly from?: string;
  readonly merge?: boolean;
  readonly replace?: boolean;
  readonly undo?: boolean;
  readonly confirm?: boolean;
  readonly identity?: string;
  readonly backupPassphraseFile?: string;
  /** False with `--no-words`. */
  readonly words?: boolean;
}

export async function restore(session: Session, options: RestoreOptions): Promise<void> {
  if (options.undo || options.confirm) return (await import('./restored.ts')).decide(session, options);
  const paths = sessionPaths(session);
  const exists = accountExists(paths);
  if (options.from === undefined) {
    if (exists) throw alreadyThere(paths.name);
    return restoreFromWords(session, options);
  }
  const { restoreFrom } = await import('./restored.ts');
  return restoreFrom(session, { ...options, from: options.from });
}

async function restoreFromWords(session: Session, options: RestoreOptions): Promise<void> {
  const paths = sessionPaths(session);
  const ask = options.yes !== true && isInteractive(session);
  const words = await givenWords(session, ask);
  const profile = await newProfile(session, options, ask);
  const passphrase = await newPassphrase(session, options, ask);
  const keys = keysOfWords(words, options.index ?? 0);
  const id = await createAccount(paths, { passphrase, profile, ...keys });
  if (session.options.json) outJson(session, { account: paths.name, id });
  else out(session, `Your TorChat ID: ${id}`);
  note(
    session,
    'Contacts whose clients know vouchers come back by themselves as they go online, for 90 days: `torchat returning` tells more.',
  );
  note(session, 'It runs on one machine at a time: a second one waits until the first has ended.');
}

function alreadyThere(name: string): TorchatError {
  return new TorchatError(
    'account_exists',
    `There is already an account "${name}": \`torchat --account NAME restore\` makes another.`,
  );
}
