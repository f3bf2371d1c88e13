// Connections coming and going: the bounds on those that prove nothing, and what the loss of one means.
import { forgetPeer, newGreeting } from './peers.ts';
import type { Core, InLink, Link, Peer } from './state.ts';
import { isListed, putContact, setPresence, setReachability } from './core.ts';
import { claimants, isClaimed } from './claimants.ts';
import { closeLanes } from './bulk/open.ts';
import { cancelDial, failed, leaveLine, planDial, wantDial } from './dialling.ts';
import { takeBack } from './finish.ts';
import type { LinkId } from './io/keys.ts';
import { endSealing, newSealing } from './seal/state.ts';
import { next } from './session.ts';
import { sweepAfter } from './sweep-after.ts';
import { suspendFiles } from './transfer/on-file.ts';
import { sessionLost } from './tunnel/offers.ts';
import {
  AFTER_LOSS,
  AFTER_LOSS_JITTER,
  CLAIMING_LINKS,
  SILENT_LIMIT,
  SILENT_LINKS,
  CLAIMING_LINKS_PER_ID,
} from './timing.ts';

/** Somebody reached our onion service. */
export function accepted(core: Core, link: LinkId): void {
  if (core.links.has(link)) return;
  const [oldest] = core.silent;
  if (oldest !== undefined && core.silent.size >= SILENT_LINKS) closeLink(core, oldest);
  const fresh: InLink = {
    link,
    side: 'in',
    claims: null,
    cookie: null,
    peer: null,
    disowned: false,
    openedAt: core.now,
    lastActive: core.now,
    heardAt: core.now,
    pings: 0,
    pingsSince: core.now,
    congestedSince: null,
    write: null,
    read: null,
  };
  core.links.set(link, fresh);
  core.silent.add(fresh);
  sweepAfter(core, SILENT_LIMIT);
}

/** The link said who it is, truly or not. Strangers' links make room for it first. */
export function claim(core: Core, link: InLink, peer: Peer): void {
  if (link.claims !== null) return;
  if (core.claiming.size >= CLAIMING_LINKS) {
    let [goes] = core.claiming;
    for (const other of core.claiming)
      if (other.claims !== null && core.peers.get(other.claims)?.contact == null) {
        goes = other;
        break;
      }
    if (goes !== undefined) closeLink(core, goes);
  }
  link.claims = peer.id;
  core.silent.delete(link);
  core.claiming.add(link);
  boundClaimants(core, peer);
}

/** The link proves nothing any more: it stays until its peer closes it, or silence does. */
export function disown(core: Core, link: InLink): void {
  link.peer = null;
  link.disowned = true;
  if (core.claiming.size < CLAIMING_LINKS) core.claiming.add(link);
  else closeLink(core, link);
}

/** Keeps the newest few of those that claim one name. */
function boundClaimants(core: Core, peer: Peer): void {
  const links = claimants(core, peer);
  for (const link of links.slice(0, Math.max(0, links.length - CLAIMING_LINKS_PER_ID))) closeLink(core, link);
}

/** Closes from our side and lets everything that hangs on it fall. */
export function closeLink(core: Core, link: Link): void {
  core.outputs.push({ type: 'close', link: link.link });
  linkGone(core, link);
}

/** A link is no more, by either side. Losing one connection of a pair loses both, as every TorChat has it. */
export function linkGone(core: Core, link: Link): void {
  if (!core.links.delete(link.link)) return;
  if (link.side === 'in') {
    core.silent.delete(link);
    core.claiming.delete(link);
    if (link.peer !== null && link.peer.in === link) dropPeer(core, link.peer);
  } else if (link.peer.out === link) dropPeer(core, link.peer);
}

/** Closes both connections and any dial, and plans the next. */
export function dropPeer(core: Core, peer: Peer): void {
  const { in: inLink, out } = peer;
  const wasOnline = peer.state === 'online';
  if (inLink === null && out === null && peer.state === 'offline') return;
  cancelDial(core, peer);
  leaveLine(core, peer);
  peer.in = null;
  peer.out = null;
  peer.state = next(peer.state, 'lost');
  for (const link of [inLink, out]) {
    if (link === null) continue;
    core.links.delete(link.link);
    core.outputs.push({ type: 'close', link: link.link });
  }
  if (wasOnline) suspendFiles(core, peer);
  sessionLost(core, peer);
  closeLanes(core, peer);
  peer.greeting = newGreeting();
  peer.greeted = false;
  endSealing(peer.sealing);
  peer.sealing = newSealing();
  if (wasOnline) peer.unsealed = 'none';
  takeBack(core, peer);
  peer.probe = null;
  peer.issuing = null;
  core.timers.clearAll(peer);
  setPresence(core, peer, 'offline');
  if (wasOnline) {
    if (peer.contact !== null) putContact(core, peer, { ...peer.contact, lastSeenAt: core.now });
    if (peer === core.self && core.network) setReachability(core, { state: 'checking', delay: null });
  }
  afterLoss(core, peer, wasOnline);
}

function afterLoss(core: Core, peer: Peer, wasOnline: boolean): void {
  if (!wasOnline) failed(core, peer);
  if (isClaimed(core, peer)) return wantDial(core, peer, 'answer');
  if (peer.contact === null && peer !== core.self) return forgetPeer(core, peer);
  if (isListed(peer) || peer === core.self)
    planDial(core, peer, wasOnline ? { after: AFTER_LOSS, jitter: AFTER_LOSS_JITTER } : null);
}
