// `torchat restore --from`: a backup into a new account or one that is there, and the decision afterwards.
import { TorchatError } from '@torchat/core';
import {
  accountExists,
  type AccountPaths,
  confirmRestore,
  type Restored,
  restoreInto,
  restoreNew,
  undoRestore,
} from '@torchat/core/node';
import { backupKey } from '../client/backup-key.ts';
import { newPassphrase } from '../client/new-account.ts';
import { withPassphrase } from '../client/passphrase.ts';
import { sessionPaths } from '../client/paths.ts';
import { givenWords, keysOfWords } from '../client/words-given.ts';
import { confirm } from '../terminal/confirm.ts';
import { isInteractive, note, out, outJson, type Session } from '../terminal/terminal.ts';
import type { RestoreOptions } from './restore.ts';

type FromOptions = RestoreOptions & { readonly from: string };

export async function restoreFrom(session: Session, options: FromOptions): Promise<void> {
  const paths = sessionPaths(session);
  if (accountExists(paths)) return into(session, paths, options);
  const ask = options.yes !== true && isInteractive(session);
  const key = await backupKey(session, options);
  const words = options.words === false ? null : await givenWords(session, ask);
  const keys = words && keysOfWords(words, options.index ?? 0);
  const passphrase = await newPassphrase(session, options, ask);
  const { signal } = session;
  const restored = await restoreNew(paths, { file: options.from, key, passphrase, signal }, keys);
  keys?.onionSeed.fill(0);
  keys?.voucherKey.fill(0);
  tell(session, paths, restored);
  note(session, 'Do not run it on two machines at a time: nobody could reach either of them reliably.');
}

async function into(session: Session, paths: AccountPaths, options: FromOptions): Promise<void> {
  if ((options.merge === true) === (options.replace === true))
    throw new TorchatError(
      'bad_request',
      `There is already an account "${paths.name}": say --merge to add what is missing in it, or --replace to leave nothing but the backup.`,
    );
  const mode = options.replace === true ? 'replace' : 'merge';
  if (
    mode === 'replace' &&
    options.yes !== true &&
    !(await confirm(session, `Replace everything in the account "${paths.name}" by the backup?`))
  )
    throw new TorchatError('cancelled', 'Nothing was changed.');
  const key = await backupKey(session, options);
  const { signal } = session;
  const restored = await withPassphrase(session, (passphrase) =>
    restoreInto(paths, { file: options.from, key, passphrase, signal }, mode),
  );
  tell(session, paths, restored);
  note(
    session,
    'The account as it was is kept: `torchat restore --undo` brings it back, `torchat restore --confirm` removes it.',
  );
}

/** After a merge or a replacement: back, or for good. */
export async function decide(session: Session, options: RestoreOptions): Promise<void> {
  const paths = sessionPaths(session);
  if (options.undo === true && options.confirm === true)
    throw new TorchatError('bad_request', 'Either --undo or --confirm, not both.');
  if (options.confirm === true) {
    confirmRestore(paths);
    if (session.options.json) outJson(session, { account: paths.name });
    else out(session, 'The account as it was before is removed.');
    return;
  }
  tell(session, paths, await withPassphrase(session, (passphrase) => undoRestore(paths, passphrase)));
}

function tell(session: Session, paths: AccountPaths, { id, contacts, texts }: Restored): void {
  if (session.options.json) outJson(session, { account: paths.name, id, contacts, texts });
  else out(session, `Your TorChat ID: ${id}\nIt has ${contacts} contacts and ${texts} texts.`);
}
