// The texts of a conversation as the account's store has them.
import type { ApiMessage } from '@torchat/gateway/api';
import type { Api } from '../bench/support/api.ts';

const PAGE = 500;

/** Of one direction, in the order of the store; of the newest `most` only. */
export async function historyOf(
  api: Api,
  contact: string,
  direction: ApiMessage['direction'],
  most = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const newestFirst: string[] = [];
  let before = '';
  while (newestFirst.length < most) {
    const page = (await api.ask(
      'GET',
      `/v1/contacts/${contact}/messages?limit=${PAGE}${before}`,
    )) as ApiMessage[];
    const [oldest] = page;
    if (oldest === undefined) break;
    before = `&before=${oldest.key}`;
    for (const message of page.toReversed())
      if (message.direction === direction) newestFirst.push(message.text);
  }
  return newestFirst.toReversed();
}
