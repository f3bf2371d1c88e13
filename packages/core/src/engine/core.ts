// The few moves every conversation makes with the engine's state: say, save, send, answer within bounds.
import type { SentMessage } from '../messages/index.ts';
import { encodeLine } from '../messages/index.ts';
import type { Contact, Presence, Reachability } from '../model.ts';
import type { Change } from '../ports.ts';
import { spend, until } from './budget.ts';
import type { Event } from './io/event.ts';
import type { LinkId } from './io/keys.ts';
import type { Channel } from './seal/channel.ts';
import { sealMessage } from './seal/line.ts';
import type { Peer, Core } from './state.ts';
import { ANSWERS, ANSWERS_A_SECOND, CHANGES, CHANGES_A_SECOND, VIOLATION_EVERY } from './timing.ts';

export function emit(core: Core, event: Event): void {
  core.outputs.push({ type: 'event', event });
}

export function save(core: Core, change: Change): void {
  core.outputs.push({ type: 'save', change });
}

export function send(core: Core, link: LinkId, message: SentMessage): void {
  push(core, link, core.links.get(link)?.write ?? null, message);
}

function push(core: Core, link: LinkId, channel: Channel | null, message: SentMessage): void {
  const bytes = channel === null ? encodeLine(message) : sealMessage(channel, message);
  core.outputs.push({ type: 'send', link, bytes });
}

/** Sends on our connection to the peer if it is up. */
export function tell(core: Core, peer: Peer, message: SentMessage): void {
  if (peer.out !== null) push(core, peer.out.link, peer.out.write, message);
}

/** As `tell`, for what the peer draws from us at will: bounded, silent beyond. Whether it was within the bounds. */
export function answer(core: Core, peer: Peer, message: SentMessage): boolean {
  if (!spend(peer.answers, core.now, ANSWERS, ANSWERS_A_SECOND)) return false;
  tell(core, peer, message);
  return true;
}

/** Whether something the peer tells of itself may be shown now; else its timer `told` asks again. */
export function mayShow(core: Core, peer: Peer): boolean {
  if (spend(peer.changes, core.now, CHANGES, CHANGES_A_SECOND)) return true;
  core.timers.set(peer, 'told', core.now + until(peer.changes, core.now, CHANGES, CHANGES_A_SECOND));
  return false;
}

/** Reports what a peer, or somebody nameless, did wrong. */
export function violation(core: Core, peer: Peer | null, what: string): void {
  const teller = peer ?? core.everyone;
  if (core.now - teller.violatedAt < VIOLATION_EVERY) return;
  teller.violatedAt = core.now;
  emit(core, { type: 'violation', id: peer?.id ?? null, what });
}

export function setPresence(core: Core, peer: Peer, presence: Presence): void {
  if (peer.presence === presence) return;
  peer.presence = presence;
  if (peer.contact !== null) emit(core, { type: 'presence', id: peer.id, presence });
}

export function setReachability(core: Core, reachability: Reachability): void {
  const { state, delay } = core.reachability;
  if (state === reachability.state && delay === reachability.delay) return;
  core.reachability = reachability;
  emit(core, { type: 'reachability', reachability });
}

export function putContact(core: Core, peer: Peer, contact: Contact): void {
  peer.contact = contact;
  core.strangers.delete(peer);
  save(core, { type: 'contact', contact });
  emit(core, { type: 'contact', contact });
}

/** So many random bytes as hex: a token of the wire. */
export function newHex(core: Core, bytes: number): string {
  let hex = '';
  for (const byte of core.random.bytes(bytes)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** A whole number from 0 to `below` - 1, for jitter and choices. */
export function chance(core: Core, below: number): number {
  const bytes = core.random.bytes(4);
  const word = ((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  return Math.floor(((word >>> 0) / 2 ** 32) * below);
}

/** Constant time for equal lengths: cookies are secrets until the handshake is done. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

export function isListed(peer: Peer): boolean {
  return peer.contact !== null && peer.contact.relation === 'listed';
}
