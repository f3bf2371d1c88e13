// A contact that was sealed once comes sealed, or its user is asked: nothing unsealed counts meanwhile, and nothing is sent.
import { emit, putContact } from '../core.ts';
import type { SealView } from '../io/view.ts';
import type { Core, Peer } from '../state.ts';

export function offersSeal(core: Core, peer: Peer): boolean {
  return (
    core.seal !== null &&
    core.settings.looksLike === 'torchat' &&
    peer !== core.self &&
    // The old ids carry no key.
    peer.id.length === core.id.length
  );
}

/** It has to come sealed, whatever it says of itself. */
export function isPinned({ contact, unsealed }: Peer): boolean {
  return contact?.pinned === true && unsealed !== 'accepted';
}

/** It has yet to seal: what it says beyond its introduction means nothing, and it is told nothing more. */
export function isMute(peer: Peer): boolean {
  const { heard, proven } = peer.sealing;
  return !proven && (heard !== null || isPinned(peer));
}

/** It is here, without the seal that it has to bring. */
export function hold(core: Core, peer: Peer): void {
  if (peer.unsealed === 'held') return;
  peer.unsealed = 'held';
  tellSeal(core, peer);
}

/** The seal stands: from now on it is asked for. */
export function pin(core: Core, peer: Peer): void {
  peer.unsealed = 'none';
  if (peer.contact !== null && !peer.contact.pinned)
    putContact(core, peer, { ...peer.contact, pinned: true });
  tellSeal(core, peer);
}

export function sealView(peer: Peer): SealView {
  if (peer.sealing.proven) return 'sealed';
  if (peer.contact?.pinned !== true) return 'none';
  return peer.unsealed === 'none' ? 'pinned' : peer.unsealed;
}

export function tellSeal(core: Core, peer: Peer): void {
  if (peer.contact !== null) emit(core, { type: 'seal', id: peer.id, seal: sealView(peer) });
}
