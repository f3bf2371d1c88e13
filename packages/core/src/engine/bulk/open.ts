// Lanes come and go: who gets a large file opens them, and whoever sends it takes them.
import { isListed, violation } from '../core.ts';
import type { InLink, Core, Peer } from '../state.ts';
import { isMute } from '../seal/pin.ts';
import {
  LANE_BYTES,
  LANE_DEADLINE,
  LANE_IDLE,
  LANE_RETRY,
  LANE_RETRY_CAP,
  LANES_MOST,
  LANES_OPENED,
} from '../timing.ts';
import { openingOf } from '../tunnel/open.ts';
import { frameKeys, okMac } from '../../tunnel/proof.ts';
import { encodeLine } from '../../messages/index.ts';
import type { Lane } from './state.ts';

/** The service of the tunnel that leads to no port. */
export const FILE_SERVICE = 'file';

/** Opens lanes where a file that is coming is worth them, and looks again later. */
export function wantLanes(core: Core, peer: Peer): void {
  if (!speaksBulk(core, peer) || peer.tunnels.got === null || peer.timers.lanes !== undefined) return;
  if (!awaits(peer, LANE_BYTES)) return;
  openMissing(core, peer);
  core.timers.set(peer, 'lanes', core.now + LANE_IDLE);
}

/** Lanes that nobody needs are closed; those that broke are opened again. */
export function lanesDue(core: Core, peer: Peer): void {
  if (awaits(peer, 0)) {
    if (awaits(peer, LANE_BYTES)) openMissing(core, peer);
    core.timers.set(peer, 'lanes', core.now + LANE_IDLE);
  } else for (const lane of ours(peer)) closeLane(core, lane);
}

export function speaksBulk(core: Core, { state, greeting }: Peer): boolean {
  return state === 'online' && greeting.extensions.includes('bulk') && core.settings.looksLike === 'torchat';
}

/** Whether so many bytes of a file, or more, are to come. */
function awaits({ files }: Peer, bytes: number): boolean {
  for (const file of files)
    if (file.side === 'in' && file.state === 'running' && file.size - file.expected >= bytes) return true;
  return false;
}

/** Each on a circuit that none of the others has. */
function openMissing(core: Core, peer: Peer): void {
  const { got } = peer.tunnels;
  if (got === null || !speaksBulk(core, peer)) return;
  const taken = new Set(ours(peer).map(({ circuit }) => circuit));
  const count = Math.min(LANES_OPENED, core.settings.fileCircuits ?? 1);
  for (let circuit = 0; circuit < count; circuit++) if (!taken.has(circuit)) dial(core, peer, got, circuit);
}

function ours({ lanes }: Peer): Lane[] {
  return [...lanes.all].filter(({ circuit }) => circuit !== null);
}

function dial(core: Core, peer: Peer, got: NonNullable<Peer['tunnels']['got']>, circuit: number): void {
  const lane = enter(core, { link: core.nextLink++, peer, circuit, sent: 0, upTo: 0 });
  const opening = openingOf(core, peer, got, FILE_SERVICE);
  core.outputs.push({
    type: 'lane_dial',
    link: lane.link,
    id: peer.id,
    circuit,
    deadline: LANE_DEADLINE,
    ...opening,
  });
}

/** The contact opens one to us; its proof is right. */
export function laneArrived(
  core: Core,
  { link }: InLink,
  peer: Peer,
  key: Uint8Array,
  nonce: number,
): 'taken' | 'stale' | 'busy' {
  if (!speaksBulk(core, peer) || !isListed(peer) || isMute(peer)) return 'stale';
  if (peer.lanes.all.size >= LANES_MOST) return 'busy';
  const opening = { opener: peer.id, owner: core.id, service: FILE_SERVICE, nonce };
  const ok = encodeLine({ command: 'tunnel_ok', mac: okMac(key, opening) });
  enter(core, { link, peer, circuit: null, sent: 0, upTo: 0 });
  core.outputs.push({ type: 'lane_arrived', link, ok, keys: frameKeys(key, opening) });
  return 'taken';
}

function enter(core: Core, lane: Lane): Lane {
  core.lanes.set(lane.link, lane);
  lane.peer.lanes.all.add(lane);
  return lane;
}

function closeLane(core: Core, lane: Lane): void {
  core.outputs.push({ type: 'close', link: lane.link });
  forgetLane(core, lane);
}

function forgetLane(core: Core, lane: Lane): void {
  core.lanes.delete(lane.link);
  lane.peer.lanes.all.delete(lane);
}

/** The session is over, and its lanes with it. */
export function closeLanes(core: Core, peer: Peer): void {
  for (const lane of peer.lanes.all) closeLane(core, lane);
  peer.lanes.failures = 0;
}

/** A lane of ours did not come to stand, or broke: another one follows, later each time in a row. */
export function lostLane(core: Core, lane: Lane): void {
  const { peer } = lane;
  forgetLane(core, lane);
  if (lane.circuit === null || peer.state !== 'online') return;
  peer.lanes.failures = lane.upTo > 0 ? 0 : peer.lanes.failures + 1;
  const pause = Math.min(LANE_RETRY_CAP, LANE_RETRY * 2 ** Math.min(peer.lanes.failures, 10));
  core.timers.set(peer, 'lanes', core.now + pause);
}

export function badLane(core: Core, lane: Lane, what: string): void {
  violation(core, lane.peer, what);
  closeLane(core, lane);
}
