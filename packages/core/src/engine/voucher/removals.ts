// Whom we removed or blocked: vouchers name them, so that they do not come back with the others.
import type { Core, Peer } from '../state.ts';
import { putBook, voucherFactsChanged } from './issue.ts';
import { MARKS, markOf } from './token.ts';

/** He was on the list and is no more. */
export function noteRemoved(core: Core, peer: Peer): void {
  const mark = ownMark(core, peer);
  const { book } = core.vouching;
  if (mark === null || book.removed.at(-1) === mark) return;
  putBook(core, { ...book, removed: [...without(book.removed, mark), mark].slice(-MARKS) });
  voucherFactsChanged(core);
}

/** The user wants him after all. */
export function noteWanted(core: Core, peer: Peer): void {
  const mark = ownMark(core, peer);
  if (mark === null || !isRemoved(core, mark)) return;
  const { book } = core.vouching;
  const { removed, seenRemoved } = book;
  putBook(core, { ...book, removed: without(removed, mark), seenRemoved: without(seenRemoved, mark) });
  voucherFactsChanged(core);
}

export function isRemoved({ vouching: { book } }: Core, mark: string): boolean {
  return book.removed.includes(mark) || book.seenRemoved.includes(mark);
}

/** Null for accounts that issue no vouchers. */
export function ownMark(core: Core, peer: Peer): string | null {
  const { keys } = core.vouching;
  if (keys === null) return null;
  peer.mark ??= markOf(keys, peer.id);
  return peer.mark;
}

function without(marks: readonly string[], mark: string): readonly string[] {
  return marks.filter((other) => other !== mark);
}
