// Texts that arrive: stored before they are confirmed, confirmed before they can come twice, kept until a screen took them.
import type { Message } from '../model.ts';
import type { Core, Peer } from './state.ts';
import { emit, save, tell, violation } from './core.ts';
import { earn } from './budget.ts';
import { dropPeer } from './links.ts';
import { ANSWERS, REQUEST_TEXT_BYTES, REQUEST_TEXTS, UNREAD_TEXTS } from './timing.ts';

/** A text of a client that numbers nothing. */
export function onMessage(core: Core, peer: Peer, text: string): void {
  if (!mayStore(core, peer, text)) return;
  store(core, peer, lineFeeds(text));
  // It may want to hear that we took it, as we do from clients of old.
  earn(peer.answers, ANSWERS);
}

/**
 * A numbered text: new, or one whose receipt was lost. A new epoch begins with its lowest open text. Numbers may skip what
 * went another way, so after a text that was not taken none is, until the sender begins anew.
 */
export function onDeliveryMessage(core: Core, peer: Peer, epoch: string, seq: number, text: string): void {
  const { inEpoch, inSeq } = peer.numbering;
  if (epoch !== inEpoch || seq > inSeq) {
    if (peer.greeting.refused || !mayStore(core, peer, text)) {
      peer.greeting.refused = true;
      return;
    }
    peer.numbering = { ...peer.numbering, inEpoch: epoch, inSeq: seq };
    save(core, { type: 'numbering', numbering: peer.numbering });
    store(core, peer, text);
  }
  core.owed.add(peer);
}

/** All that came at once was looked at: one receipt confirms all of it. */
export function tellReceipts(core: Core): void {
  if (core.owed.size === 0) return;
  for (const peer of core.owed) tellReceipt(core, peer);
  core.owed.clear();
}

export function tellReceipt(core: Core, peer: Peer): void {
  const { inEpoch, inSeq } = peer.numbering;
  if (inEpoch !== null) tell(core, peer, { command: 'delivery_ok', epoch: inEpoch, seq: inSeq });
}

/** There is room again for what was refused: the contact sends it in the next session. */
export function makeRoom(core: Core, peer: Peer): void {
  if (peer.greeting.refused && hasRoom(peer)) dropPeer(core, peer);
}

/** A screen took all texts up to this key. */
export function markRead(core: Core, peer: Peer, upTo: number): void {
  let taken = 0;
  while (taken < peer.unread.length && (peer.unread[taken] as number) <= upTo) {
    const key = peer.unread[taken] as number;
    save(
      core,
      peer.contact?.keepHistory === true
        ? { type: 'message_state', key, state: 'read' }
        : { type: 'message_gone', key },
    );
    emit(core, { type: 'message_state', id: peer.id, key, state: 'read' });
    taken++;
  }
  peer.unread.splice(0, taken);
  makeRoom(core, peer);
}

function store(core: Core, peer: Peer, text: string): void {
  const message: Message = {
    contact: peer.id,
    key: ++core.lastKey,
    direction: 'in',
    at: core.now,
    text,
    state: 'unread',
  };
  peer.unread.push(message.key);
  save(core, { type: 'message', message, seq: null });
  emit(core, { type: 'message', message });
}

/** Contacts are bounded by what a person can leave unread, requests by what introduces somebody. */
function mayStore(core: Core, peer: Peer, text: string): boolean {
  const { contact } = peer;
  if (contact === null || text === '') return false;
  const tooLong = contact.relation === 'request' && text.length > REQUEST_TEXT_BYTES;
  if (!tooLong && hasRoom(peer)) return true;
  violation(core, peer, 'it sends more than is kept for it');
  return false;
}

function hasRoom({ contact, unread }: Peer): boolean {
  return unread.length < (contact?.relation === 'request' ? REQUEST_TEXTS : UNREAD_TEXTS);
}

/** The legacy client makes line feeds of all of these, too. */
function lineFeeds(text: string): string {
  return text.replace(/\r\n|\r|\v/gu, '\n');
}
