// Texts that arrive: stored before they are confirmed, confirmed before they can come twice, kept until a screen took them.
import type { Message } from '../model.ts';
import type { Core, Peer } from './state.ts';
import { emit, save, tell, violation } from './core.ts';
import { REQUEST_TEXT_BYTES, REQUEST_TEXTS, UNREAD_TEXTS } from './timing.ts';

/** A text of a client that numbers nothing. */
export function onMessage(core: Core, peer: Peer, text: string): void {
  if (mayStore(core, peer, text)) store(core, peer, lineFeeds(text));
}

/** A numbered text: new, or one whose receipt was lost. A new epoch begins with its lowest open text. */
export function onDeliveryMessage(core: Core, peer: Peer, epoch: string, seq: number, text: string): void {
  const { inEpoch, inSeq } = peer.numbering;
  const known = epoch === inEpoch ? inSeq : 0;
  if (seq > known) {
    // Not confirmed, so it stays in the sender's outbox and comes again.
    if (!mayStore(core, peer, text)) return;
    peer.numbering = { ...peer.numbering, inEpoch: epoch, inSeq: seq };
    save(core, { type: 'numbering', numbering: peer.numbering });
    store(core, peer, text);
  }
  tell(core, peer, { command: 'delivery_ok', epoch, seq: Math.max(seq, known) });
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
  const isRequest = contact.relation === 'request';
  const full = peer.unread.length >= (isRequest ? REQUEST_TEXTS : UNREAD_TEXTS);
  const tooLong = isRequest && text.length > REQUEST_TEXT_BYTES;
  if (full || tooLong) violation(core, peer, 'it sends more than is kept for it');
  return !full && !tooLong;
}

/** The legacy client makes line feeds of all of these, too. */
function lineFeeds(text: string): string {
  return text.replace(/\r\n|\r|\v/gu, '\n');
}
