// `torchat status`: how tor and the account are doing, or what contacts are to see of us.
import type { ApiAccount } from '@torchat/gateway/api';
import { networkWords, reachabilityWords, statusWords } from '../client/words.ts';
import { withAccount } from '../client/with-account.ts';
import { parseStatus } from '../client/own-status.ts';
import { printableLine } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

export async function status(session: Session, wanted: string | undefined): Promise<void> {
  const next = wanted === undefined ? undefined : parseStatus(wanted);
  const { account, running } = await withAccount(session, { network: 'off' }, async (api, reach) => ({
    running: reach.running,
    account: await (next === undefined ? api.account() : api.setStatus(next)),
  }));
  if (session.options.json) outJson(session, { running, ...account });
  else out(session, table(rows(account, running)));
}

function rows(account: ApiAccount, running: boolean): string[][] {
  return [
    ['account', account.account],
    ['id', account.id],
    ['name', printableLine(account.profile.name) || '(none)'],
    ['status', statusWords(account.status)],
    ['running', running ? 'yes' : 'no: `torchat up` or `torchat chat` brings it online'],
    ...(running
      ? [
          ['tor', networkWords(account.network)],
          ['reachable', reachabilityWords(account)],
        ]
      : []),
  ];
}
