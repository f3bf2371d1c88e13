// Telling a contact what it may open here, and hearing what we may open there (extension `tunnel`).
import type { Service } from '../../model.ts';
import { NonceWindow } from '../../tunnel/nonce-window.ts';
import { TUNNEL_KEY_BYTES } from '../../messages/tunnel_key.ts';
import { speaksBulk, wantLanes } from '../bulk/open.ts';
import { emit, isListed, mayShow, tell } from '../core.ts';
import type { Core, Peer } from '../state.ts';
import { TUNNEL_KEY_GRACE, TUNNEL_KEYS } from '../timing.ts';

/** In a session that stands: all that this contact may open, and with it the key of the session once there is something. */
export function offer(core: Core, peer: Peer): void {
  const { tunnels, greeting } = peer;
  if (peer.state !== 'online' || !greeting.extensions.includes('tunnel') || !isListed(peer)) return;
  const services = servicesFor(core, peer);
  // Who speaks `bulk` opens lanes with it, be there services or not.
  if ((services.length > 0 || speaksBulk(core, peer)) && !tunnels.told) {
    const key = core.random.bytes(TUNNEL_KEY_BYTES);
    tunnels.given.unshift({ key, used: new NonceWindow(), endsAt: null });
    tunnels.given.length = Math.min(tunnels.given.length, TUNNEL_KEYS);
    tell(core, peer, { command: 'tunnel_key', key });
    tunnels.told = true;
  }
  tell(core, peer, { command: 'tunnel_services', services });
}

function servicesFor(core: Core, peer: Peer): Service[] {
  return core.shares
    .filter((share) => share.with.includes(peer.id))
    .map(({ name, kind }) => ({ name, kind }));
}

/** The session is over: what was opened goes on, and more may be opened for a while. */
export function sessionLost(core: Core, { tunnels }: Peer): void {
  tunnels.told = false;
  for (const given of tunnels.given) given.endsAt ??= core.now + TUNNEL_KEY_GRACE;
}

export function onTunnelKey(core: Core, peer: Peer, key: Uint8Array): void {
  peer.tunnels.got = { key: key.slice(), nonce: 0 };
  wantLanes(core, peer);
}

export function onTunnelServices(core: Core, peer: Peer, services: readonly Service[]): void {
  peer.tunnels.services = services;
  showServices(core, peer);
}

export function showServices(core: Core, peer: Peer): void {
  if (isListed(peer) && mayShow(core, peer))
    emit(core, { type: 'services', id: peer.id, services: peer.tunnels.services });
}

/** Nothing goes on with this peer: keys and streams end now. */
export function cutTunnels(core: Core, peer: Peer): void {
  peer.tunnels.told = false;
  peer.tunnels.given.length = 0;
  peer.tunnels.got = null;
  peer.tunnels.services = [];
  core.outputs.push({ type: 'tunnels_cut', id: peer.id, service: null });
}
