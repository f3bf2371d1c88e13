// `torchat wipe`: removes an account from this machine for good.
import { TorchatError } from '@torchat/core';
import { WIPE_WARNING, wipeAccount } from '@torchat/core/node';
import { needAccount } from '../client/existing-account.ts';
import { sessionPaths } from '../client/paths.ts';
import { confirm } from '../terminal/confirm.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

export async function wipe(session: Session, { yes }: { readonly yes?: boolean }): Promise<void> {
  const paths = sessionPaths(session);
  needAccount(paths);
  const question = `Remove the account "${paths.name}" with its keys, contacts, texts and received files for good?`;
  if (yes !== true && !(await confirm(session, question)))
    throw new TorchatError('cancelled', 'Nothing was changed.');
  wipeAccount(paths);
  if (session.options.json) outJson(session, { account: paths.name });
  else out(session, `The account "${paths.name}" is gone from this machine.`);
  note(session, WIPE_WARNING);
}
