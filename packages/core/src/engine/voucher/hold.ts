// Vouchers that we hold for others: the newest of each contact, shown to it when it has forgotten us.
import { isListed, tell } from '../core.ts';
import { recordTold } from '../profile.ts';
import type { Core, Peer } from '../state.ts';
import { putVouchers, speaksVoucher } from './issue.ts';

export function onVoucherIssue(core: Core, peer: Peer, token: Uint8Array): void {
  if (peer.contact === null || peer === core.self) return;
  peer.told = { ...peer.told, voucher: token.slice() };
  recordTold(core, peer);
}

/** It greets us as one who is not on its list: if its account came back from the words, this is what it waits for. */
export function presentVoucher(core: Core, peer: Peer): void {
  const { held } = peer.vouchers;
  if (held === null || peer.greeting.addsUs || !isListed(peer) || !speaksVoucher(core, peer)) return;
  tell(core, peer, { command: 'voucher_present', token: held });
}

/** It does not want us any more: nothing of it is kept for its return. */
export function dropVoucher(core: Core, peer: Peer): void {
  const { voucher: _, ...told } = peer.told;
  peer.told = told;
  if (peer.vouchers.held !== null) putVouchers(core, peer, { ...peer.vouchers, held: null });
}
