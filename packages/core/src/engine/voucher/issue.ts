// Vouchers that we give: each contact gets a new one when the last is old or says what is no longer so.
import type { VoucherBook, Vouchers } from '../../model.ts';
import { emit, isListed, newHex, save, tell } from '../core.ts';
import type { Core, Peer } from '../state.ts';
import { VOUCHER_PAUSE, VOUCHER_RENEW } from '../timing.ts';
import { digestOf, MARKS, sealVoucher } from './token.ts';

/** Issues one if it is time. The contact has it for certain when it answers the `latency_ping` behind it. */
export function issueVoucher(core: Core, peer: Peer): void {
  const { keys } = core.vouching;
  if (keys === null || !speaksVoucher(core, peer) || !isListed(peer) || peer.contact?.removedUs !== false)
    return;
  const facts = { id: peer.id, name: peer.contact.name, removed: removedOf(core.vouching.book) };
  const digest = digestOf(facts);
  const { issuedAt, issued } = peer.vouchers;
  const renewAt = issuedAt === null || digest !== issued ? core.now : issuedAt + VOUCHER_RENEW;
  const at = Math.max(renewAt, peer.issuing === null ? core.now : peer.issuing.sentAt + VOUCHER_PAUSE);
  if (at > core.now) return core.timers.set(peer, 'voucher', at);
  const date = nextDate(core);
  const receipt = newHex(core, 8);
  peer.issuing = { receipt, digest, at: date, sentAt: core.now };
  const token = sealVoucher(keys, core.random.bytes(24), { ...facts, at: date });
  tell(core, peer, { command: 'voucher_issue', token });
  tell(core, peer, { command: 'latency_ping', id: receipt });
  core.timers.set(peer, 'voucher', core.now + VOUCHER_RENEW);
}

/** An answer to a `latency_ping`: lines are handled in order, so the voucher before it is kept. */
export function onVoucherReceipt(core: Core, peer: Peer, id: string): void {
  const { issuing } = peer;
  if (issuing === null || issuing.receipt !== id || peer.contact === null) return;
  // The pause between two goes on.
  peer.issuing = { ...issuing, receipt: '' };
  putVouchers(core, peer, { ...peer.vouchers, issuedAt: issuing.at, issued: issuing.digest });
}

/** What vouchers say has changed: those who are online hear of it soon, the others when they come. */
export function voucherFactsChanged(core: Core, peers: Iterable<Peer> = core.peers.values()): void {
  if (core.vouching.keys === null) return;
  for (const peer of peers)
    if (peer.state === 'online' && peer.contact !== null)
      core.timers.set(peer, 'voucher', core.now + VOUCHER_PAUSE);
}

export function putVouchers(core: Core, peer: Peer, vouchers: Vouchers): void {
  peer.vouchers = vouchers;
  save(core, { type: 'vouchers', vouchers });
}

export function putBook(core: Core, book: VoucherBook): void {
  const before = core.vouching.book.returningUntil;
  core.vouching.book = book;
  save(core, { type: 'voucher_book', book });
  if (book.returningUntil !== before) emit(core, { type: 'returning', until: book.returningUntil });
}

/** Both sides speak of vouchers, and we do not look like somebody who cannot. */
export function speaksVoucher(core: Core, peer: Peer): boolean {
  return (
    peer.state === 'online' &&
    peer !== core.self &&
    core.settings.looksLike === 'torchat' &&
    peer.greeting.extensions.includes('voucher')
  );
}

function removedOf({ seenRemoved, removed }: VoucherBook): readonly string[] {
  return [...seenRemoved, ...removed].slice(-MARKS);
}

/** Dates ascend whatever the clock does: a voucher knows better than all that were dated before it. */
function nextDate(core: Core): number {
  const { vouching } = core;
  vouching.lastDate = Math.max(core.now, vouching.lastDate + 1, (vouching.book.seenAt ?? 0) + 1);
  return vouching.lastDate;
}
