// Status both ways, and the keep-alive that rides on it.
import type { OwnStatus } from '../model.ts';
import type { Core, Peer } from './state.ts';
import { chance, emit, mayShow, save, setPresence, tell } from './core.ts';
import { settle } from './handshake.ts';
import { probe } from './latency.ts';
import { isMute } from './seal/pin.ts';
import { KEEPALIVE, KEEPALIVE_JITTER } from './timing.ts';

/** Also a sign of life when its value is unknown to us. The first one completes the greeting. */
export function onStatus(core: Core, peer: Peer, status: OwnStatus | 'unknown'): void {
  if (peer.in !== null) peer.in.lastActive = core.now;
  if (status !== 'unknown') peer.greeting.status = status;
  peer.greeting.complete = true;
  settle(core, peer);
  showStatus(core, peer);
}

export function showStatus(core: Core, peer: Peer): void {
  const { status } = peer.greeting;
  if (peer.state === 'online' && peer.presence !== status && mayShow(core, peer))
    setPresence(core, peer, status);
}

export function keepaliveDue(core: Core, peer: Peer): void {
  if (peer.state !== 'online') return;
  tell(core, peer, { command: 'status', status: core.status });
  core.timers.set(peer, 'keepalive', core.now + KEEPALIVE + chance(core, KEEPALIVE_JITTER));
  if (peer === core.self) probe(core, peer, true);
}

export function setStatus(core: Core, status: OwnStatus): void {
  if (status === core.status) return;
  core.status = status;
  save(core, { type: 'status', status });
  emit(core, { type: 'own', status, profile: core.profile, settings: core.settings });
  for (const peer of core.peers.values())
    if (peer.greeted && !isMute(peer)) tell(core, peer, { command: 'status', status });
}
