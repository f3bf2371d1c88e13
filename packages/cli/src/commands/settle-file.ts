// `torchat files accept`, `cancel` and the like: what becomes of a file that is offered or on its way.
import { resolve } from 'node:path';
import { type Deed, settle } from '../client/file-deeds.ts';
import { fileWords } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

/** Without a number the only file that may be meant. `to`: the folder an accepted one goes to. Throws `unknown_file`. */
export async function settleFile(session: Session, deed: Deed, given?: string, to?: string): Promise<void> {
  await withAccount(session, { network: 'off' }, async (api) => {
    const folder = to === undefined ? undefined : resolve(to);
    const { key, file, became, done } = await settle(api, deed, given ?? null, folder);
    if (session.options.json) outJson(session, { key, [done]: true });
    else out(session, `${file === null ? `File ${key}` : fileWords(file)} ${became}.`);
  });
}
