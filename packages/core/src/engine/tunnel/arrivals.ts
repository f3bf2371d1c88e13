// Somebody opens a tunnel to us: its first line is proven or closed, its service is shared with it or refused.
import { encodeLine } from '../../messages/index.ts';
import type { TunnelRefusal } from '../../messages/tunnel_refused.ts';
import { wireId } from '../../identity/id.ts';
import { frameKeys, okMac, openMac } from '../../tunnel/proof.ts';
import { spend } from '../budget.ts';
import { FILE_SERVICE, laneArrived } from '../bulk/open.ts';
import { isListed, sameBytes, violation } from '../core.ts';
import { closeLink } from '../links.ts';
import type { Core, InLink } from '../state.ts';
import { TUNNEL_OPENS, TUNNEL_OPENS_A_SECOND } from '../timing.ts';

export interface TunnelOpen {
  readonly id: string;
  readonly service: string;
  readonly nonce: number;
  readonly mac: Uint8Array;
}

/** Without a right mac the connection ends without a byte: it looks as if nothing were here. */
export function onTunnelOpen(core: Core, link: InLink, { id, service, nonce, mac }: TunnelOpen): void {
  const opener = wireId(id);
  const peer = opener === null ? undefined : core.peers.get(opener);
  if (peer === undefined || !isListed(peer) || link.claims !== null) return closeLink(core, link);
  const opening = { opener: peer.id, owner: core.id, service, nonce };
  const given = peer.tunnels.given.find(({ key }) => sameBytes(openMac(key, opening), mac));
  // A repeated number is somebody who repeats what he saw: he learns nothing.
  if (given === undefined || !given.used.take(nonce)) {
    violation(core, null, 'somebody opens a tunnel without a proof, or with a used one');
    return closeLink(core, link);
  }
  const share = core.shares.find((candidate) => candidate.name === service);
  const isShared = service === FILE_SERVICE || share?.with.includes(peer.id) === true;
  if (!isShared) return refuse(core, link, 'gone');
  if (given.endsAt !== null && given.endsAt <= core.now) return refuse(core, link, 'stale');
  if (!spend(peer.tunnels.opens, core.now, TUNNEL_OPENS, TUNNEL_OPENS_A_SECOND))
    return refuse(core, link, 'busy');
  if (share === undefined) {
    const lane = laneArrived(core, link, peer, given.key, nonce);
    if (lane !== 'taken') return refuse(core, link, lane);
  }
  core.links.delete(link.link);
  core.silent.delete(link);
  if (share === undefined) return;
  core.outputs.push({
    type: 'tunnel_arrived',
    link: link.link,
    id: peer.id,
    share,
    ok: encodeLine({ command: 'tunnel_ok', mac: okMac(given.key, opening) }),
    keys: frameKeys(given.key, opening),
  });
}

function refuse(core: Core, link: InLink, reason: TunnelRefusal): void {
  core.outputs.push({
    type: 'send',
    link: link.link,
    bytes: encodeLine({ command: 'tunnel_refused', reason }),
  });
  closeLink(core, link);
}
