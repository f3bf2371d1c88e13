// An account that came back from its words takes back who proves by a voucher that he was on its list.
import { emit, isListed, putContact, violation } from '../core.ts';
import { enlist, isFull, remove } from '../roster.ts';
import type { Core, Peer } from '../state.ts';
import { putBook } from './issue.ts';
import { isRemoved, ownMark } from './removals.ts';
import { openVoucher, type Voucher } from './token.ts';

export function onVoucherPresent(core: Core, peer: Peer, token: Uint8Array): void {
  const { keys, book } = core.vouching;
  if (keys === null || book.returningUntil === null || core.now >= book.returningUntil) return;
  if (peer.greeting.presented) return violation(core, peer, 'it presents one voucher after another');
  peer.greeting.presented = true;
  const voucher = openVoucher(keys, token);
  if (voucher === null) return violation(core, peer, 'it presents a voucher that is not ours');
  if (voucher.id !== peer.id) return violation(core, peer, 'it presents a voucher of somebody else');
  if (book.seenAt === null || voucher.at > book.seenAt) adopt(core, voucher);
  const mark = ownMark(core, peer);
  if (mark !== null && !isRemoved(core, mark)) takeBack(core, peer, voucher);
}

/** The newest voucher decides who was removed, save for those whom the user has added since by hand. */
function adopt(core: Core, { at, removed }: Voucher): void {
  const named = new Set(removed);
  for (const peer of core.peers.values()) {
    const mark = peer.contact === null ? null : ownMark(core, peer);
    if (mark === null || !named.has(mark) || !isListed(peer)) continue;
    if (peer.contact?.returned === true) remove(core, peer);
    else named.delete(mark);
  }
  putBook(core, { ...core.vouching.book, seenAt: at, seenRemoved: [...named] });
}

function takeBack(core: Core, peer: Peer, { name }: Voucher): void {
  const { contact } = peer;
  if (contact !== null && isListed(peer)) {
    // Already here, by hand or because strangers are welcome: its old name counts where the user gave none.
    if (name !== '' && (contact.name === '' || contact.name === contact.profile.name))
      putContact(core, peer, { ...contact, name });
    return;
  }
  if (isFull(core)) return;
  enlist(core, peer, { name: name === '' ? peer.greeting.name : name, returned: true });
  emit(core, { type: 'returned', id: peer.id });
}

/** From now on nobody returns, and whoever has stays as an ordinary contact. */
export function endReturning(core: Core): void {
  const { book } = core.vouching;
  if (book.returningUntil === null) return;
  putBook(core, { ...book, returningUntil: null });
  for (const peer of core.peers.values())
    if (peer.contact?.returned === true) putContact(core, peer, { ...peer.contact, returned: false });
}

/** It ends by itself in its time. When that is; Infinity: there is nothing to end. */
export function returningDue(core: Core): number {
  const { returningUntil } = core.vouching.book;
  if (returningUntil === null) return Infinity;
  if (core.now < returningUntil) return returningUntil;
  endReturning(core);
  return Infinity;
}
