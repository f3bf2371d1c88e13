// What the commands ask of a bridge about its book, and the doing of it.
import { parseId, TorchatError, type TorchatId } from '@torchat/core';
import { z } from 'zod';
import type { Book } from '../book/book.ts';
import { aliasOf } from '../wire/alias.ts';

export const bookRequest = z.discriminatedUnion('do', [
  z.object({ do: z.literal('list') }),
  z.object({ do: z.literal('add'), id: z.string().max(256) }),
  /** By alias or id. */
  z.object({ do: z.literal('remove'), id: z.string().max(256) }),
]);
export type BookRequest = z.infer<typeof bookRequest>;

export interface BookRow {
  readonly alias: TorchatId;
  readonly id: TorchatId;
  /** `own`: the bridge itself. */
  readonly how: 'own' | 'added' | 'learned';
}

export interface EditableBook {
  readonly own: TorchatId;
  readonly list: Book['list'];
  readonly add: Book['add'];
  /** Null when it is not there. */
  readonly remove: (aliasOrId: string) => TorchatId | null;
}

/** The rows it is about. Throws `bad_id`, `own_id`, `contact_exists`, `too_many`, `unknown_contact`. */
export function perform(book: EditableBook, request: BookRequest): BookRow[] {
  switch (request.do) {
    case 'list':
      return [row(book.own, 'own'), ...book.list().map(({ id, how }) => row(id, how))];
    case 'add': {
      const id = parseId(request.id);
      book.add(id);
      return [row(id, 'added')];
    }
    case 'remove': {
      const id = book.remove(parseId(request.id));
      if (id === null)
        throw new TorchatError(
          'unknown_contact',
          'Nobody in the book has this alias: see `torchat bridge list`.',
        );
      return [row(id, 'added')];
    }
    default:
      return request satisfies never;
  }
}

function row(id: TorchatId, how: BookRow['how']): BookRow {
  return { alias: aliasOf(id), id, how };
}
