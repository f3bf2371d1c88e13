// Who stands at the door in whose name: unproven links by the id they claim.
import type { Core, InLink, Peer } from './state.ts';

/** Unproven links that claim to be this peer, oldest first. */
export function claimants(core: Core, peer: Peer): InLink[] {
  const links: InLink[] = [];
  for (const link of core.claiming) if (link.claims === peer.id) links.push(link);
  return links;
}

export function isClaimed(core: Core, peer: Peer): boolean {
  for (const link of core.claiming) if (link.claims === peer.id) return true;
  return false;
}
