// A page of a conversation that is bounded in bytes too: a contact may have sent a thousand long texts.
import type { Message, TorchatId } from '@torchat/core';
import type { Client } from '@torchat/core/node';
import type { HistoryPage } from '../api/schemas/message.ts';

const LIMIT = 100;
/** Read from the store at a time. */
const STEP = 20;
/** Characters of text after which a page takes nothing older. */
const ENOUGH = 4 * 1024 * 1024;

/** Oldest first. Fewer than `limit` when the texts are long, and at least one message where there is one. */
export function historyPage(
  client: Client,
  contact: TorchatId,
  { before, limit = LIMIT }: HistoryPage = {},
): Message[] {
  const newestFirst: Message[] = [];
  let characters = 0;
  for (let end = before; newestFirst.length < limit; end = newestFirst.at(-1)?.key) {
    const step = Math.min(STEP, limit - newestFirst.length);
    const older = client.history(contact, end === undefined ? { limit: step } : { before: end, limit: step });
    for (const message of older.toReversed()) {
      if (characters >= ENOUGH) return newestFirst.toReversed();
      characters += message.text.length;
      newestFirst.push(message);
    }
    if (older.length < step) break;
  }
  return newestFirst.toReversed();
}
