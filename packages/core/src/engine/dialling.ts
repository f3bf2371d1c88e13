// Who is dialled when: back-off with jitter, a cap over all contacts, and tight bounds on what strangers can ask for.
import type { Core, DialPurpose, OutLink, Peer } from './state.ts';
import { chance, isListed, setPresence, setReachability } from './core.ts';
import { isClaimed } from './claimants.ts';
import { spend, until } from './budget.ts';
import type { LinkId } from './io/keys.ts';
import { forgetPeer } from './peers.ts';
import { next } from './session.ts';
import { sweepAfter } from './sweep-after.ts';
import {
  ANSWER_DEADLINES,
  ANSWER_DIALS_A_MINUTE,
  ANSWER_PAUSES,
  AWAY_AFTER,
  DIAL_DEADLINE,
  DIALS_AT_ONCE,
  FRUITLESS_A_SECOND,
  FRUITLESS_DIALS,
  HANDSHAKE_LIMIT,
  RETRY_CAP,
  RETRY_FIRST,
  STRANGER_DIALS_A_MINUTE,
  STRANGER_DIALS_AT_ONCE,
} from './timing.ts';

/** Puts the peer in line for a dial, unless one is under way or it is connected. */
export function wantDial(core: Core, peer: Peer, purpose: DialPurpose): void {
  if (!core.network || peer.state === 'handshake' || peer.state === 'online') return;
  if (peer.state === 'dialling') return purpose === 'routine' ? undefined : hasten(core, peer);
  if (peer.contact?.relation === 'blocked') return;
  // Who answers us would reach another machine of ours, or nobody.
  if (core.twin !== null && core.twin.phase !== 'alone') return;
  if (purpose === 'routine' && !core.mayDial) return;
  // A contact who removed us is dialled when the user says so or when it comes itself, not by routine.
  if (purpose === 'routine' && peer.contact?.removedUs === true) return;
  // Whoever is in the urgent line already may have a place there by now: a stranger who became a contact.
  if (peer.state === 'queued' && peer.purpose !== 'routine') return pump(core);
  if (peer.state === 'queued' && purpose === 'routine') return;
  if (
    purpose === 'answer' &&
    !spend(peer.answerDials, core.now, ANSWER_DIALS_A_MINUTE, ANSWER_DIALS_A_MINUTE / 60)
  ) {
    planAt(core, peer, until(peer.answerDials, core.now, ANSWER_DIALS_A_MINUTE, ANSWER_DIALS_A_MINUTE / 60));
    return;
  }
  peer.state = next(peer.state, 'want');
  peer.purpose = purpose;
  core.timers.clear(peer, 'dial');
  leaveLine(core, peer);
  (purpose === 'routine' ? core.routine : core.urgent).add(peer);
  pump(core);
}

/** Plans the next routine dial: `pause` if given, else by the number of failures. */
export function planDial(core: Core, peer: Peer, pause: { after: number; jitter: number } | null): void {
  if (pause !== null) return planAt(core, peer, pause.after + chance(core, pause.jitter));
  const doubled = Math.min(RETRY_CAP, RETRY_FIRST * 2 ** Math.min(peer.failures, 10));
  // Little of it random: 500 contacts who are all away would else be due faster than `FRUITLESS_A_SECOND` lets them.
  planAt(core, peer, (3 * doubled) / 4 + chance(core, doubled / 4));
}

function planAt(core: Core, peer: Peer, pause: number): void {
  if (peer.state === 'offline') core.timers.set(peer, 'dial', core.now + pause);
}

/**
 * Somebody with its name came while we dial: what the dial waits for may be what that one was before it came. A dial that
 * is no answer yet gets the time of a first answer, then an answer takes its place; an answer has its own, shorter times,
 * so who pings in another's name makes no dial end sooner than by pinging before it.
 */
function hasten(core: Core, peer: Peer): void {
  const dial = peer.dialling === null ? undefined : core.dials.get(peer.dialling);
  if (dial === undefined || peer.purpose === 'answer') return;
  const due = dial.startedAt + ANSWER_DEADLINES[0];
  if (due > core.now) core.timers.set(peer, 'dial', due);
  else replaceDial(core, peer);
}

function replaceDial(core: Core, peer: Peer): void {
  if (peer.in === null && !isClaimed(core, peer)) return;
  giveUpDial(core, peer);
  wantDial(core, peer, 'answer');
}

/** A planned dial is due: an answer when somebody with its name waits at our door, else routine. */
export function dialDue(core: Core, peer: Peer): void {
  if (peer.state === 'dialling') replaceDial(core, peer);
  else if (peer.in !== null) wantDial(core, peer, 'proven');
  else if (isClaimed(core, peer)) wantDial(core, peer, 'answer');
  else if (isListed(peer) || peer === core.self) wantDial(core, peer, 'routine');
}

/** Starts what has a place: urgent ones first, then routine ones while the budget of fruitless dials lasts. */
export function pump(core: Core): void {
  if (!core.network) return;
  for (const line of [core.urgent, core.routine])
    for (const peer of line) {
      if (core.dials.size >= DIALS_AT_ONCE) return;
      if (hasPlace(core, peer)) {
        line.delete(peer);
        start(core, peer);
      } else if (line === core.routine) return; // Routine dials share one budget: where one has no place, none has.
    }
}

export function leaveLine(core: Core, peer: Peer): void {
  core.urgent.delete(peer);
  core.routine.delete(peer);
}

/** A place that only time gives is waited for with the global timer. */
function hasPlace(core: Core, peer: Peer): boolean {
  if (peer.contact === null && peer !== core.self) {
    if (core.strangersDialling >= STRANGER_DIALS_AT_ONCE) return false;
    return take(core, core.strangerDials, STRANGER_DIALS_A_MINUTE, STRANGER_DIALS_A_MINUTE / 60);
  }
  return peer.purpose !== 'routine' || take(core, core.fruitless, FRUITLESS_DIALS, FRUITLESS_A_SECOND);
}

function take(core: Core, budget: Core['fruitless'], full: number, perSecond: number): boolean {
  if (spend(budget, core.now, full, perSecond)) return true;
  const at = core.now + until(budget, core.now, full, perSecond);
  const { dial: planned } = core.everyone.timers;
  if (planned === undefined || planned.at > at) core.timers.set(core.everyone, 'dial', at);
  return false;
}

function start(core: Core, peer: Peer): void {
  peer.state = next(peer.state, 'place');
  const link = core.nextLink++;
  peer.dialling = link;
  const stranger = isStranger(core, peer);
  core.dials.set(link, { peer, stranger, startedAt: core.now });
  if (stranger) core.strangersDialling++;
  if (peer === core.self && core.reachability.state === 'unknown')
    setReachability(core, { state: 'checking', delay: null });
  const deadline =
    peer.purpose === 'answer'
      ? (ANSWER_DEADLINES[Math.min(peer.answerFailures, ANSWER_DEADLINES.length - 1)] ?? DIAL_DEADLINE)
      : DIAL_DEADLINE;
  const isLook = peer.purpose === 'routine' && peer !== core.self && peer.failures >= AWAY_AFTER;
  core.outputs.push({ type: 'dial', link, id: peer.id, deadline, probing: isLook, once: isLook });
}

/** Our dial got through: the fresh connection, or null when nobody wants it any more. */
export function connected(core: Core, link: LinkId): OutLink | null {
  const peer = endDial(core, link);
  if (peer === null) {
    if (!core.links.has(link)) core.outputs.push({ type: 'close', link });
    return null;
  }
  peer.state = next(peer.state, 'connected');
  core.timers.clear(peer, 'dial');
  if (peer.purpose === 'routine') core.fruitless.tokens += 1;
  const out: OutLink = {
    link,
    side: 'out',
    peer,
    answered: [],
    pings: 0,
    openedAt: core.now,
    congestedSince: null,
    write: null,
    read: null,
  };
  core.links.set(link, out);
  sweepAfter(core, HANDSHAKE_LIMIT);
  peer.out = out;
  setPresence(core, peer, 'handshake');
  pump(core);
  return out;
}

export function dialFailed(core: Core, link: LinkId): void {
  const peer = endDial(core, link);
  if (peer === null) return;
  peer.state = next(peer.state, 'failed');
  // Who pings in another's name must not make us dial that one less.
  if (peer.purpose !== 'answer') failed(core, peer);
  if (peer.in !== null || isClaimed(core, peer)) {
    const pause = ANSWER_PAUSES[Math.min(peer.answerFailures, ANSWER_PAUSES.length - 1)] ?? RETRY_FIRST;
    peer.answerFailures++;
    planAt(core, peer, pause / 2 + chance(core, pause));
  } else if (isStranger(core, peer)) forgetPeer(core, peer);
  else if (isListed(peer) || peer === core.self) planDial(core, peer, null);
  pump(core);
}

/** One more dial in a row that led to no session. */
export function failed(core: Core, peer: Peer): void {
  peer.failures++;
  if (peer === core.self && peer.failures >= 2 && core.network)
    setReachability(core, { state: 'unreachable', delay: null });
}

/**
 * Without a network nobody waits in line, and no dial goes on: what still counts is wanted again when it comes, while one
 * that was begun before would hang on what tor has lost meanwhile, until its deadline.
 */
export function stopDialling(core: Core): void {
  for (const line of [core.urgent, core.routine]) {
    for (const peer of line) peer.state = next(peer.state, 'lost');
    line.clear();
  }
  for (const { peer } of core.dials.values()) giveUpDial(core, peer);
}

function giveUpDial(core: Core, peer: Peer): void {
  peer.state = next(peer.state, 'lost');
  core.timers.clear(peer, 'dial');
  cancelDial(core, peer);
}

/** Withdraws the peer's dial or its place in the line. */
export function cancelDial(core: Core, peer: Peer): void {
  if (peer.dialling === null) return;
  core.outputs.push({ type: 'close', link: peer.dialling });
  endDial(core, peer.dialling);
  pump(core);
}

function endDial(core: Core, link: LinkId): Peer | null {
  const dial = core.dials.get(link);
  if (dial === undefined) return null;
  core.dials.delete(link);
  // Counted as it was when it started: a stranger may have become a contact meanwhile.
  if (dial.stranger) core.strangersDialling--;
  dial.peer.dialling = null;
  return dial.peer;
}

function isStranger(core: Core, peer: Peer): boolean {
  return peer.contact === null && peer !== core.self;
}
