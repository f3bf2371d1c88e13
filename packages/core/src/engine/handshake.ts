// Two connections prove two people: ping, pong and the greeting (protocol.md, sections 4 and 11).
import { wireId } from '../identity/id.ts';
import type { Core, InLink, OutLink, Peer } from './state.ts';
import { emit, isListed, mayShow, sameBytes, send, setPresence, setReachability, violation } from './core.ts';
import { claimants, isClaimed } from './claimants.ts';
import { wantDial } from './dialling.ts';
import { greet } from './greeting.ts';
import { probe } from './latency.ts';
import { claim, closeLink, dropPeer } from './links.ts';
import { resumeOutbox } from './outbox.ts';
import { newGreeting, newStranger } from './peers.ts';
import { unhear } from './seal/state.ts';
import { isMute } from './seal/pin.ts';
import { next } from './session.ts';
import { resumeFiles } from './transfer/on-file.ts';
import { offer } from './tunnel/offers.ts';
import { presentVoucher } from './voucher/hold.ts';
import { issueVoucher } from './voucher/issue.ts';
import {
  ANSWERED_COOKIES,
  FIRST_KEEPALIVE,
  PING_WINDOW,
  PINGS,
  PINGS_WHILE_PROVEN,
  REPING_AFTER,
  REPING_EVERY,
} from './timing.ts';

/** The five checks, then an answer. Every refusal closes: an honest client never gets there. */
export function onPing(core: Core, link: InLink, text: string, cookie: Uint8Array): void {
  if (isFlood(core, link)) return refuse(core, link, 'it floods us with pings');
  // Its checksum was looked at with the first ping.
  const id = text === link.claims ? link.claims : wireId(text);
  if (id === null) return refuse(core, link, 'its ping carries no TorChat ID');
  if (link.claims !== null && link.claims !== id) return refuse(core, link, 'it pings under several IDs');
  if (id === core.id && !sameBytes(cookie, core.self.cookie))
    return refuse(core, link, 'it pings under our own ID');
  const peer = core.peers.get(id) ?? (core.settings.strangers === 'refuse' ? null : newStranger(core, id));
  if (peer === null || peer.contact?.relation === 'blocked') return closeLink(core, link);

  claim(core, link, peer);
  link.cookie = cookie.slice();
  link.lastActive = core.now;
  // It already has a proven connection: an impostor, or the same peer after a break that we have not noticed.
  if (peer.in !== null && peer.in !== link) probe(core, peer, true);
  if (peer.out === null) return wantDial(core, peer, peer.in === link ? 'proven' : 'answer');
  answerCookie(core, peer, peer.out, link);
  if (peer.in !== link) planReping(core, peer, REPING_AFTER);
  settle(core, peer);
}

/** Our cookie on a connection whose ping named that peer: the connection is its. */
export function onPong(core: Core, link: InLink, cookie: Uint8Array): void {
  const peer = link.claims === null ? undefined : core.peers.get(link.claims);
  if (peer === undefined || link.peer !== null || !sameBytes(cookie, peer.cookie)) return;
  // A seal belongs to one pair of connections: half of it cannot be replaced.
  if (peer.in !== null && peer.sealing.keys !== null) dropPeer(core, peer);
  const older = peer.in;
  link.peer = peer;
  link.lastActive = core.now;
  core.claiming.delete(link);
  peer.in = link;
  peer.greeting = newGreeting();
  unhear(peer.sealing);
  if (older !== null) {
    core.links.delete(older.link);
    core.outputs.push({ type: 'close', link: older.link });
  }
  core.timers.clear(peer, 'reping');
  if (isClaimed(core, peer)) planReping(core, peer, REPING_AFTER);
  if (peer.out === null) return wantDial(core, peer, 'proven');
  if (isAnswered(peer.out, link)) greet(core, peer);
  else answerCookie(core, peer, peer.out, link);
}

/** First words on a fresh connection of ours, and all the pongs that waited for it. */
export function greetOut(core: Core, peer: Peer, out: OutLink): void {
  const waiting = peer.in === null ? claimants(core, peer) : [peer.in, ...claimants(core, peer)];
  // Who is pinged before our service is published looks for it in vain, and has to be pinged again when it is: a legacy
  // client that does not list us takes each ping for somebody new, and comes on as many connections.
  if (waiting.length > 0 || core.mayDial || !isListed(peer)) ping(core, out);
  for (const link of waiting) answerCookie(core, peer, out, link);
  if (peer.in === null) planReping(core, peer, waiting.length > 0 ? REPING_AFTER : REPING_EVERY);
  settle(core, peer);
}

/**
 * The other side has not proved itself yet: ask again, it may have missed the first (torchat2 does). Or it has, and pinged
 * from another connection since: a legacy client that opened two speaks on the later one only, once it may pong there.
 */
export function repingDue(core: Core, peer: Peer): void {
  const { out } = peer;
  if (out === null) return;
  if (peer.in === null) planReping(core, peer, REPING_EVERY);
  else if (out.pings >= PINGS_WHILE_PROVEN || !isClaimed(core, peer)) return;
  ping(core, out);
}

/** Goes online when all four are there: both connections, our greeting sent, theirs complete. From then on texts may go. */
export function settle(core: Core, peer: Peer): void {
  const { out, in: inLink, greeting } = peer;
  if (greeting.settledAt !== null || !greeting.complete) return;
  if (out === null || inLink === null || out.answered.length === 0 || isMute(peer)) return;
  greeting.settledAt = core.now;
  peer.state = next(peer.state, 'verified');
  peer.failures = 0;
  peer.answerFailures = 0;
  core.timers.set(peer, 'keepalive', core.now + FIRST_KEEPALIVE);
  setPresence(core, peer, greeting.status);
  // What it is called was vouched for only now.
  if (peer.sealing.proven) onVersion(core, peer, greeting.version);
  if (peer === core.self) {
    setReachability(core, { state: 'reachable', delay: core.reachability.delay });
    probe(core, peer, true);
  } else {
    // Before our texts: it takes those of its contacts only.
    presentVoucher(core, peer);
    issueVoucher(core, peer);
    resumeOutbox(core, peer);
    resumeFiles(core, peer);
    offer(core, peer);
  }
}

export function onClient(peer: Peer, name: string): void {
  peer.greeting.client = name;
}

export function onVersion(core: Core, peer: Peer, version: string): void {
  peer.greeting.version = version;
  if (peer.contact !== null && !isMute(peer) && mayShow(core, peer))
    emit(core, { type: 'client', id: peer.id, client: peer.greeting.client, version });
}

/** Impostors may use up what the unproven get of answers, but never keep the proven one from its own. */
function answerCookie(core: Core, peer: Peer, out: OutLink, link: InLink): void {
  const { cookie } = link;
  if (cookie === null || isAnswered(out, link)) return;
  if (out.pings === 0) ping(core, out);
  if (out.answered.length >= ANSWERED_COOKIES) {
    if (link.peer === null) return;
    out.answered.shift();
  }
  out.answered.push(cookie);
  send(core, out.link, { command: 'pong', cookie });
  // Not before it has proven itself: a pong for an impostor, or for a link that its owner forgot, means nothing to it,
  // and then 0.9.9.553 closes at the first word it does not know. Afterwards with each pong: 0.9.9.555 may hold us twice.
  if (peer.in !== null) greet(core, peer);
}

function isAnswered(out: OutLink, { cookie }: InLink): boolean {
  return cookie !== null && out.answered.some((known) => sameBytes(known, cookie));
}

function ping(core: Core, out: OutLink): void {
  out.pings++;
  send(core, out.link, { command: 'ping', id: core.id, cookie: out.peer.cookie });
}

function planReping(core: Core, peer: Peer, after: number): void {
  const planned = peer.timers.reping;
  if (planned === undefined || planned.at > core.now + after)
    core.timers.set(peer, 'reping', core.now + after);
}

function isFlood(core: Core, link: InLink): boolean {
  if (core.now - link.pingsSince > PING_WINDOW) {
    link.pingsSince = core.now;
    link.pings = 0;
  }
  link.pings++;
  return link.pings > PINGS;
}

function refuse(core: Core, link: InLink, what: string): void {
  violation(core, link.peer, what);
  closeLink(core, link);
}
