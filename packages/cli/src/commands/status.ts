// `torchat status`: how tor and the account are doing, or what contacts are to see of us.
import type { OwnStatus } from '@torchat/core';
import { TorchatError } from '@torchat/core';
import type { ApiAccount } from '@torchat/gateway/api';
import { networkWords, reachabilityWords, statusWords } from '../client/words.ts';
import { withAccount } from '../client/with-account.ts';
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

/** Throws `bad_request`. */
export function parseStatus(text: string): OwnStatus {
  if (text === 'available' || text === 'away' || text === 'xa') return text;
  if (text === 'online') return 'available';
  throw new TorchatError('bad_request', `A status is available, away or xa, not "${printableLine(text)}".`);
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
