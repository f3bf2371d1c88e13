// Making and forgetting peers.
import type { TorchatId } from '../identity/id.ts';
import type { Contact, Numbering } from '../model.ts';
import { newBudget } from './budget.ts';
import { newLanes } from './bulk/state.ts';
import type { Core, Greeting, Peer } from './state.ts';
import { newSealing } from './seal/state.ts';
import { sweepAfter } from './sweep-after.ts';
import {
  ANSWER_DIALS_A_MINUTE,
  ANSWERS,
  CHANGES,
  STRANGER_LIMIT,
  STRANGERS,
  TUNNEL_OPENS,
} from './timing.ts';

export function newPeer(id: TorchatId, contact: Contact | null, cookie: Uint8Array, now: number): Peer {
  return {
    // What each line and each keep-alive looks at stands together: with thousands of contacts memory is what takes time.
    id,
    state: 'offline',
    out: null,
    timers: {},
    in: null,
    greeting: newGreeting(),
    presence: 'offline',
    contact,
    cookie,
    greeted: false,
    sealing: newSealing(),
    unsealed: 'none',
    dialling: null,
    purpose: 'routine',
    failures: 0,
    answerFailures: 0,
    answerDials: newBudget(ANSWER_DIALS_A_MINUTE, now),
    answers: newBudget(ANSWERS, now),
    changes: newBudget(CHANGES, now),
    told: {},
    since: now,
    numbering: newNumbering(id),
    open: [],
    flushed: 0,
    flushedUnits: 0,
    maybeSent: 0,
    mute: false,
    unread: [],
    probe: null,
    probedAt: Number.NEGATIVE_INFINITY,
    violatedAt: Number.NEGATIVE_INFINITY,
    files: new Set(),
    pastFiles: [],
    tunnels: { given: [], got: null, services: [], told: false, opens: newBudget(TUNNEL_OPENS, now) },
    lanes: newLanes(),
    vouchers: { contact: id, held: null, issuedAt: null, issued: '' },
    issuing: null,
    mark: null,
  };
}

export function newGreeting(): Greeting {
  return {
    complete: false,
    settledAt: null,
    status: 'available',
    extensions: [],
    client: '',
    version: '',
    name: '',
    text: '',
    alpha: null,
    avatar: null,
    addsUs: false,
    presented: false,
    question: null,
    receipts: null,
    refused: false,
  };
}

function newNumbering(contact: TorchatId): Numbering {
  return { contact, outEpoch: '', nextSeq: 1, inEpoch: null, inSeq: 0 };
}

/** Decimal digits of 256 random bits: hstorchat lower-cases what it echoes, ruby strips blanks, digits survive both. */
export function newCookie(random: (length: number) => Uint8Array): Uint8Array {
  let number = 0n;
  for (const byte of random(32)) number = (number << 8n) | BigInt(byte);
  return new TextEncoder().encode(number.toString(10));
}

/** Somebody who is on no list, or null when too many are there and none of them can go. */
export function newStranger(core: Core, id: TorchatId): Peer | null {
  if (core.strangers.size >= STRANGERS) {
    const idle = [...core.strangers].find((peer) => peer.state === 'offline' && peer.in === null);
    if (idle === undefined) return null;
    forgetPeer(core, idle);
  }
  const peer = enterPeer(core, id);
  core.strangers.add(peer);
  sweepAfter(core, STRANGER_LIMIT);
  return peer;
}

/** Somebody new, on no list yet. */
export function enterPeer(core: Core, id: TorchatId): Peer {
  const peer = newPeer(
    id,
    null,
    newCookie((length) => core.random.bytes(length)),
    core.now,
  );
  core.peers.set(id, peer);
  return peer;
}

/** Its links are closed already. */
export function forgetPeer(core: Core, peer: Peer): void {
  core.timers.clearAll(peer);
  core.peers.delete(peer.id);
  core.owed.delete(peer);
  core.strangers.delete(peer);
}
