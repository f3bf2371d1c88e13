// `torchat passphrase`: sets, changes or takes away the passphrase of an account, also while it runs.
import { readFileSync } from 'node:fs';
import { TorchatError } from '@torchat/core';
import { changePassphrase, isProtected, NO_PASSPHRASE_WARNING } from '@torchat/core/node';
import { needAccount } from '../client/existing-account.ts';
import { withPassphrase } from '../client/passphrase.ts';
import { sessionPaths } from '../client/paths.ts';
import { isInteractive, note, out, outJson, type Session } from '../terminal/terminal.ts';

export interface PassphraseOptions {
  readonly newPassphraseFile?: string;
  readonly remove?: boolean;
}

export async function passphrase(session: Session, options: PassphraseOptions): Promise<void> {
  const paths = sessionPaths(session);
  needAccount(paths);
  const after = await newOne(session, options);
  const before = isProtected(paths);
  if (before) await withPassphrase(session, (given) => changePassphrase(paths, given, after));
  else await changePassphrase(paths, null, after);
  if (session.options.json) outJson(session, { account: paths.name, protected: after !== null });
  else if (after === null) out(session, 'The account has no passphrase any more.');
  else out(session, before ? 'The passphrase is changed.' : 'The account has a passphrase now.');
  note(
    session,
    after === null
      ? NO_PASSPHRASE_WARNING
      : 'Whoever has an older copy of the account’s folder still needs the old one for that, and nothing more.',
  );
}

/** Null: none any more. */
async function newOne(
  session: Session,
  { newPassphraseFile: file, remove }: PassphraseOptions,
): Promise<string | null> {
  if (remove === true && file !== undefined)
    throw new TorchatError('bad_request', 'Either a new passphrase or --remove, not both.');
  if (remove === true) return null;
  if (file !== undefined) return firstLine(file);
  if (!isInteractive(session))
    throw new TorchatError(
      'bad_request',
      'Give the new passphrase by --new-passphrase-file, or say --remove.',
    );
  const { askNewPassphrase } = await import('../terminal/prompts.ts');
  return (await askNewPassphrase(session, 'New passphrase (empty for none)')) || null;
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/u)[0] ?? '';
  } catch (cause) {
    throw new TorchatError('bad_request', 'The file of --new-passphrase-file cannot be read.', { cause });
  }
}
