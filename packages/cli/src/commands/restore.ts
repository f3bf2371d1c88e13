// `torchat restore`: the account of 24 words, with the same id as before.
import { onionKeyOfPhrase, parsePhrase, TorchatError, voucherKeyOfPhrase } from '@torchat/core';
import { accountExists, createAccount, RETURNING } from '@torchat/core/node';
import { type NewAccountOptions, newPassphrase, newProfile } from '../client/new-account.ts';
import { sessionPaths } from '../client/paths.ts';
import { readText } from '../terminal/read-text.ts';
import { isInteractive, note, out, outJson, type Session } from '../terminal/terminal.ts';

export async function restore(session: Session, options: NewAccountOptions): Promise<void> {
  const paths = sessionPaths(session);
  if (accountExists(paths))
    throw new TorchatError(
      'account_exists',
      `There is already an account "${paths.name}": \`torchat --account NAME restore\` makes another.`,
    );
  const ask = options.yes !== true && isInteractive(session);
  const words = ask ? await askWords(session) : parsePhrase(await readText(session));
  const profile = await newProfile(session, options, ask);
  const passphrase = await newPassphrase(session, options, ask);
  const id = await createAccount(paths, {
    passphrase,
    profile,
    onionSeed: onionKeyOfPhrase(words, 0).seed,
    voucherKey: voucherKeyOfPhrase(words, 0),
    returningUntil: Date.now() + RETURNING,
  });
  if (session.options.json) outJson(session, { account: paths.name, id });
  else out(session, `Your TorChat ID: ${id}`);
  note(
    session,
    'Contacts whose clients know vouchers come back by themselves as they go online, for 90 days: `torchat returning` tells more.',
  );
  note(session, 'Do not run it on two machines at a time: nobody could reach either of them reliably.');
}

async function askWords(session: Session): Promise<string[]> {
  const { askLine } = await import('../terminal/prompts.ts');
  return parsePhrase(await askLine(session, 'The 24 words', phraseFault));
}

function phraseFault(text: string): string | undefined {
  try {
    parsePhrase(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
