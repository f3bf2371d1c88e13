// The last row: who we are, what contacts see of us, and how tor is doing.
import { Text } from 'ink';
import type { ReactElement } from 'react';
import { shortId } from '../../client/contact.ts';
import { networkWords, statusWords } from '../../client/words.ts';
import { printableLine } from '../../terminal/printable.ts';
import { fit } from '../../terminal/wrap.ts';
import type { ChatState } from '../state.ts';

export function StatusLine({ state, columns }: { state: ChatState; columns: number }): ReactElement {
  return <Text inverse>{fit(` ${statusText(state)}`, columns)}</Text>;
}

function statusText({ link, account }: ChatState): string {
  if (link === 'gone') return 'The gateway has gone: looking for it again…';
  if (account === null) return 'Connecting…';
  const name = printableLine(account.profile.name) || account.account;
  return [`${name} ${shortId(account.id)}…`, statusWords(account.status), torText(account)].join(' · ');
}

function torText({ network, reachability, service, twin }: NonNullable<ChatState['account']>): string {
  if (twin !== null) return 'offline: the account runs elsewhere (/take-over)';
  if (network.phase === 'starting') {
    const done = Math.round(network.progress / 10);
    return `tor ${'▰'.repeat(done)}${'▱'.repeat(10 - done)} ${Math.floor(network.progress)} % ${printableLine(network.summary)}`;
  }
  if (network.phase !== 'ready') return networkWords(network);
  switch (reachability.state) {
    case 'reachable':
      return `reachable${reachability.delay === null ? '' : ` ${Math.round(reachability.delay)} ms`}`;
    case 'unreachable':
      return 'not reachable at the moment';
    case 'checking':
    case 'unknown':
      return service === 'published'
        ? 'tor ready, finding out whether you are reachable'
        : 'tor ready, publishing';
    default:
      return reachability.state satisfies never;
  }
}
