// The book as it lies in the account's encrypted store, beside the onion key.
import { type TorchatId, TorchatError } from '@torchat/core';
import type { OpenAccount } from '@torchat/core/node';
import { idOfToday } from '../wire/alias.ts';
import { type Book, type BookEntry, createBook } from './book.ts';

const NAME = 'bridge-book';

/** `{"version": 1, "entries": [["<id>", "added"|"learned"], ...]}`, least recently dialled first. */
interface Kept {
  readonly version: 1;
  readonly entries: readonly (readonly [string, string])[];
}

/** Throws `store_damaged`, `store_newer`. */
export function keptBook(store: OpenAccount['store'], own: TorchatId): Book {
  const bytes = store.secret(NAME);
  return createBook({
    own,
    entries: bytes === null ? [] : parse(Buffer.from(bytes).toString('utf8')),
    save(entries) {
      const kept: Kept = { version: 1, entries: entries.map(({ id, how }) => [id, how]) };
      store.keepSecret(NAME, Buffer.from(JSON.stringify(kept)));
    },
  });
}

function parse(text: string): BookEntry[] {
  const kept = JSON.parse(text) as Partial<Kept> | { readonly version: number };
  if (kept.version !== 1)
    throw new TorchatError(
      'store_newer',
      'The book of aliases was written by a newer TorChat: update this one.',
    );
  return (kept as Kept).entries.map(([written, how]) => {
    const id = idOfToday(written);
    if (id !== null && (how === 'added' || how === 'learned')) return { id, how };
    throw new TorchatError(
      'store_damaged',
      'The book of aliases is damaged: restore the account from a backup.',
    );
  });
}
