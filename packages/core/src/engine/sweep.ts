// The look at every link and stranger for the limits that no single message crosses; the next one comes when the first can be.
import { claimants } from './claimants.ts';
import { violation } from './core.ts';
import { closeLink, dropPeer } from './links.ts';
import { forgetPeer } from './peers.ts';
import type { Core, Link } from './state.ts';
import {
  CONGESTED_LIMIT,
  DEAD_AFTER,
  HANDSHAKE_LIMIT,
  SILENT_LIMIT,
  STRANGER_LIMIT,
  SWEEP_EVERY,
} from './timing.ts';
import { returningDue } from './voucher/return.ts';

export function sweep(core: Core): void {
  const first = Math.min(sweepLinks(core), sweepStrangers(core), returningDue(core));
  core.timers.set(core.everyone, 'sweep', Math.max(core.now + SWEEP_EVERY, first));
}

/** Closes those beyond a limit. When the first of the others will be at its own. */
function sweepLinks(core: Core): number {
  let first = Infinity;
  for (const link of core.links.values()) {
    const at = Math.min(unreadUntil(link), silentUntil(link));
    if (core.now < at) first = Math.min(first, at);
    else {
      if (core.now >= unreadUntil(link)) violation(core, link.peer, 'it does not read what it is sent');
      closeLink(core, link);
    }
  }
  return first;
}

/** Somebody who never says what he wants makes room for the next. */
function sweepStrangers(core: Core): number {
  let first = Infinity;
  for (const peer of core.strangers) {
    const at = peer.since + STRANGER_LIMIT;
    if (core.now < at) {
      first = Math.min(first, at);
      continue;
    }
    for (const link of claimants(core, peer)) closeLink(core, link);
    dropPeer(core, peer);
    forgetPeer(core, peer);
  }
  return first;
}

function unreadUntil({ congestedSince }: Link): number {
  return congestedSince === null ? Infinity : congestedSince + CONGESTED_LIMIT;
}

function silentUntil(link: Link): number {
  if (link.side === 'out')
    return link.peer.state === 'handshake' ? link.openedAt + HANDSHAKE_LIMIT : Infinity;
  if (link.peer === null && link.claims === null) return link.openedAt + SILENT_LIMIT;
  return link.lastActive + DEAD_AFTER;
}
