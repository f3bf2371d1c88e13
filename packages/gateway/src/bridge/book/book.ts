// The book of aliases: which id of today stands behind 16 characters, by the user's word or learned.
import { type TorchatId, TorchatError } from '@torchat/core';
import { BOOK_ADDED, BOOK_LEARNED } from '../limits.ts';
import { aliasOf } from '../wire/alias.ts';

export interface BookEntry {
  readonly id: TorchatId;
  /** `added` by the user; `learned` from someone who pinged and proved to be there. */
  readonly how: 'added' | 'learned';
}

export interface Book {
  find(alias: string): TorchatId | null;
  /** The same, for a dial: of the learned ones, those not dialled for longest go first. */
  use(alias: string): TorchatId | null;
  list(): readonly BookEntry[];
  /** The user's word: takes the alias from a learned one. Throws `own_id`, `bad_id`, `contact_exists`, `too_many`. */
  add(id: TorchatId): void;
  /** False when the alias is another's. */
  learn(id: TorchatId): boolean;
  /** By alias or id; null when it is not there. */
  remove(aliasOrId: string): BookEntry | null;
}

export interface BookOptions {
  readonly own: TorchatId;
  readonly entries: readonly BookEntry[];
  /** Called with all of it at each change; when it throws, the change did not happen. */
  readonly save: (entries: readonly BookEntry[]) => void;
}

export function createBook({ own, entries, save }: BookOptions): Book {
  let book = new Map<string, BookEntry>(entries.map((entry) => [aliasOf(entry.id), entry]));

  function change(next: Map<string, BookEntry>): void {
    save([...next.values()]);
    book = next;
  }
  function put(entry: BookEntry): void {
    const next = new Map(book);
    next.delete(aliasOf(entry.id));
    change(next.set(aliasOf(entry.id), entry));
  }
  function count(how: BookEntry['how']): number {
    return [...book.values()].filter((entry) => entry.how === how).length;
  }
  function find(alias: string): TorchatId | null {
    return book.get(alias)?.id ?? null;
  }

  return {
    find,
    use(alias) {
      const entry = book.get(alias);
      if (entry === undefined) return null;
      // The order is saved with the next change: it is worth no writing of its own.
      book.delete(alias);
      book.set(alias, entry);
      return entry.id;
    },
    list: () => [...book.values()],
    add(id) {
      checkAddable(own, id);
      const there = book.get(aliasOf(id));
      if (there?.how === 'added' && there.id !== id)
        throw new TorchatError(
          'contact_exists',
          `Another contact has the same first 16 characters: \`torchat bridge remove ${aliasOf(id)}\` makes room.`,
        );
      if (there?.how === 'added') return;
      if (count('added') >= BOOK_ADDED)
        throw new TorchatError('too_many', `The book holds ${BOOK_ADDED} contacts: remove some first.`);
      put({ id, how: 'added' });
    },
    learn(id) {
      const there = book.get(aliasOf(id));
      if (there !== undefined) return there.id === id;
      if (aliasOf(id) === aliasOf(own)) return false;
      const next = new Map(book);
      if (count('learned') >= BOOK_LEARNED) next.delete(oldestLearned(next));
      change(next.set(aliasOf(id), { id, how: 'learned' }));
      return true;
    },
    remove(aliasOrId) {
      const alias = aliasOrId.slice(0, 16);
      const entry = book.get(alias);
      if (entry === undefined || (aliasOrId !== alias && aliasOrId !== entry.id)) return null;
      const next = new Map(book);
      next.delete(alias);
      change(next);
      return entry;
    },
  };
}

function checkAddable(own: TorchatId, id: TorchatId): void {
  if (id.length !== 56)
    throw new TorchatError(
      'bad_id',
      'The bridge leads to ids of 56 characters: ask your contact for that one.',
    );
  if (id === own) throw new TorchatError('own_id', 'This is the bridge’s own id.');
  if (aliasOf(id) === aliasOf(own))
    throw new TorchatError(
      'bad_id',
      'This id begins like your own, so the old program could not tell you apart.',
    );
}

function oldestLearned(book: ReadonlyMap<string, BookEntry>): string {
  for (const [alias, entry] of book) if (entry.how === 'learned') return alias;
  return '';
}
