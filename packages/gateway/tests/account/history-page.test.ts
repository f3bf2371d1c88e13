import type { Message } from '@torchat/core';
import { describe, expect, it } from 'vitest';
import { historyPage } from '../../src/account/history-page.ts';
import { fakeClient, fakeContact, someId, type FakeClient } from '../support/fake-client.ts';

const BOB = someId(1);

async function conversation(count: number, length: number): Promise<FakeClient> {
  const client = fakeClient();
  client.contacts.set(BOB, fakeContact(BOB));
  for (let key = 1; key <= count; key += 1)
    await client.command({ type: 'send', id: BOB, text: 'x'.repeat(length) });
  return client;
}

const keys = (messages: Message[]): number[] => messages.map((message) => message.key);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a page of a conversation', () => {
  it.each([
    ['the newest hundred', 250, {}, range(151, 250)],
    ['as many as asked', 250, { limit: 3 }, range(248, 250)],
    ['more than one step of the store', 250, { limit: 41 }, range(210, 250)],
    ['what is older than a key', 250, { before: 30, limit: 25 }, range(5, 29)],
    ['all there is', 5, { limit: 1_000 }, range(1, 5)],
    ['nothing before the first', 5, { before: 1 }, []],
  ])('holds %s, oldest first', async (_what, count, page, wanted) => {
    expect(keys(historyPage(await conversation(count, 1), BOB, page))).toEqual(wanted);
  });

  it('ends early when texts are long, and goes on from there without a gap', async () => {
    const client = await conversation(30, 512 * 1024);
    const first = keys(historyPage(client, BOB, { limit: 1_000 }));
    expect(first).toEqual(range(23, 30));
    expect(keys(historyPage(client, BOB, { before: 23, limit: 1_000 })).at(-1)).toBe(22);
  });
});
