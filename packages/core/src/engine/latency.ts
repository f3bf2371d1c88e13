// Round trips (ruby-torchat's `latency`): our own delay, and whether a doubtful connection still lives.
import type { Core, Peer } from './state.ts';
import { answer, newHex, setReachability, tell } from './core.ts';
import { dropPeer } from './links.ts';
import { onVoucherReceipt } from './voucher/issue.ts';
import { PROBE_EVERY, PROBE_LIMIT } from './timing.ts';

/** Asks the peer for a sign of life; with `doubt`, silence ends the session. Ourselves we always doubt. */
export function probe(core: Core, peer: Peer, doubt: boolean): void {
  if (peer.state !== 'online' || peer.probe !== null) return;
  const isSelf = peer === core.self;
  if (!isSelf && (!peer.greeting.extensions.includes('latency') || core.now - peer.probedAt < PROBE_EVERY))
    return;
  const id = newHex(core, 8);
  peer.probe = { id, at: core.now, doubt: doubt || isSelf };
  peer.probedAt = core.now;
  tell(core, peer, { command: 'latency_ping', id });
  core.timers.set(peer, 'probe', core.now + (isSelf ? 4 * PROBE_LIMIT : PROBE_LIMIT));
}

export function onLatencyPing(core: Core, peer: Peer, id: string): void {
  answer(core, peer, { command: 'latency_pong', id });
}

export function onLatencyPong(core: Core, peer: Peer, id: string): void {
  if (peer.probe === null || peer.probe.id !== id) return onVoucherReceipt(core, peer, id);
  const delay = core.now - peer.probe.at;
  peer.probe = null;
  core.timers.clear(peer, 'probe');
  if (peer === core.self) setReachability(core, { state: 'reachable', delay });
}

export function probeDue(core: Core, peer: Peer): void {
  const { probe: asked } = peer;
  peer.probe = null;
  // A full connection answers late, but it is not silent: only silence proves that the other end is gone.
  if (asked?.doubt === true && (peer.in === null || peer.in.heardAt <= asked.at)) dropPeer(core, peer);
}
