// `torchat init`: a new account, and the words that bring it back.
import { randomBytes } from 'node:crypto';
import { newPhrase, onionKeyOfPhrase, TorchatError, voucherKeyOfPhrase } from '@torchat/core';
import { accountExists, createAccount } from '@torchat/core/node';
import { sessionPaths } from '../client/paths.ts';
import { type NewAccountOptions, newPassphrase, newProfile } from '../client/new-account.ts';
import { isInteractive, note, out, outJson, type Session } from '../terminal/terminal.ts';

export async function init(session: Session, options: NewAccountOptions): Promise<void> {
  const paths = sessionPaths(session);
  if (accountExists(paths))
    throw new TorchatError(
      'account_exists',
      `There is already an account "${paths.name}": \`torchat --account NAME init\` makes another.`,
    );
  const ask = options.yes !== true && isInteractive(session);
  const words = newPhrase({ bytes: (length) => randomBytes(length) });
  const profile = await newProfile(session, options, ask);
  const passphrase = await newPassphrase(session, options, ask);
  if (ask) await (await import('../terminal/phrase-screen.ts')).showAndCheck(session, words);
  const id = await createAccount(paths, {
    passphrase,
    profile,
    onionSeed: onionKeyOfPhrase(words, 0).seed,
    voucherKey: voucherKeyOfPhrase(words, 0),
  });
  if (session.options.json) outJson(session, { account: paths.name, id, words });
  else if (ask) out(session, `Your TorChat ID: ${id}`);
  else {
    note(session, 'Write these words down: they are shown this once, and only they bring the account back.');
    out(session, `${words.join(' ')}\n${id}`);
  }
}
