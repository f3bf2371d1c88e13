// The texts of a conversation as the account's store has them.
import type { ApiMessage } from '@torchat/gateway/api';
import type { Api } from '../bench/support/api.ts';

const PAGE = 500;

/** In the order of the store. */
export async function messagesOf(api: Api, contact: string): Promise<ApiMessage[]> {
  const pages: ApiMessage[][] = [];
  let before = '';
  for (;;) {
    const path = `/v1/contacts/${contact}/messages?limit=${PAGE}${before}`;
    const page = (await api.ask('GET', path)) as ApiMessage[];
    const [oldest] = page;
    if (oldest === undefined) return pages.toReversed().flat();
    before = `&before=${oldest.key}`;
    pages.push(page);
  }
}

export async function textsOf(
  api: Api,
  contact: string,
  direction: ApiMessage['direction'],
): Promise<string[]> {
  const all = await messagesOf(api, contact);
  return all.filter((message) => message.direction === direction).map(({ text }) => text);
}
