// Texts on their way: written before they are shown, kept until the other side has them (extension `delivery`).
import type { Message, OpenText } from '../model.ts';
import type { Core, Peer } from './state.ts';
import { emit, isListed, save, tell, violation } from './core.ts';
import type { Reply } from './io.ts';
import {
  MAX_TEXT_BYTES,
  OUTBOX_TEXTS,
  PORTION_PAUSE,
  PORTION_TEXTS,
  PORTION_UNITS,
  WINDOW_TEXTS,
  WINDOW_UNITS,
} from './timing.ts';

const DELAYED = '[delayed] ';

/** The user's text: into the outbox, and on its way at once where the contact is online. */
export function sendText(core: Core, peer: Peer, text: string): Reply {
  const fault = textFault(peer, text);
  if (fault !== null) return fault;
  const message: Message = {
    contact: peer.id,
    key: ++core.lastKey,
    direction: 'out',
    at: core.now,
    text,
    state: 'waiting',
  };
  const open: OpenText = { message, seq: takeSeq(core, peer) };
  save(core, { type: 'message', message, seq: open.seq });
  emit(core, { type: 'message', message });
  peer.open.push(open);
  flush(core, peer);
  return { ok: true, message };
}

function textFault(peer: Peer, text: string): Reply | null {
  if (text === '') return { ok: false, code: 'bad_request', message: 'There is no text to send.' };
  // A UTF-16 unit is at most three bytes of UTF-8: most texts need no counting.
  if (text.length * 3 > MAX_TEXT_BYTES && new TextEncoder().encode(text).length > MAX_TEXT_BYTES)
    return {
      ok: false,
      code: 'too_long',
      message: `A text may have ${MAX_TEXT_BYTES} bytes; send it as a file.`,
    };
  if (peer.open.length >= OUTBOX_TEXTS)
    return {
      ok: false,
      code: 'outbox_full',
      message: `${OUTBOX_TEXTS} texts wait for this contact already; it gets no more until it was online.`,
    };
  return null;
}

function takeSeq(core: Core, peer: Peer): number {
  const numbering = peer.numbering;
  const seq = numbering.nextSeq;
  peer.numbering = { ...numbering, outEpoch: numbering.outEpoch || newEpoch(core), nextSeq: seq + 1 };
  save(core, { type: 'numbering', numbering: peer.numbering });
  return seq;
}

/** 128 random bits as hex: a token of the wire without padding or blanks. */
function newEpoch(core: Core): string {
  let epoch = '';
  for (const byte of core.random.bytes(16)) epoch += byte.toString(16).padStart(2, '0');
  return epoch;
}

/** The session stands: say what we have of theirs, send all of ours again. */
export function resumeOutbox(core: Core, peer: Peer): void {
  peer.flushed = 0;
  peer.flushedUnits = 0;
  const { inEpoch, inSeq } = peer.numbering;
  if (inEpoch !== null && confirms(peer))
    tell(core, peer, { command: 'delivery_ok', epoch: inEpoch, seq: inSeq });
  flush(core, peer);
}

/** Sends what the window allows. */
export function flush(core: Core, peer: Peer): void {
  const { settledAt } = peer.greeting;
  if (peer.state !== 'online' || settledAt === null || !isListed(peer)) return;
  if (confirms(peer)) flushConfirmed(core, peer);
  else if (peer.timers.flush === undefined) flushLegacy(core, peer, settledAt);
}

function flushConfirmed(core: Core, peer: Peer): void {
  const first = epochOf(peer, peer.open[0]);
  while (peer.flushed < peer.open.length && peer.flushed < WINDOW_TEXTS && peer.flushedUnits < WINDOW_UNITS) {
    if (peer.out?.congestedSince != null) return;
    const open = peer.open[peer.flushed] as OpenText;
    const { message, seq } = open;
    const epoch = epochOf(peer, open);
    // The other side remembers one epoch: while it may need this one to know a text again, no other begins.
    if (epoch !== first) return;
    tell(core, peer, { command: 'delivery_message', epoch, seq, text: message.text });
    peer.flushed++;
    peer.flushedUnits += message.text.length;
    if (open.epoch === undefined) peer.maybeSent = Math.max(peer.maybeSent, seq);
  }
}

/** The epoch that this text is numbered in; without a text the one that is current, empty before the first. */
function epochOf(peer: Peer, open: OpenText | undefined): string {
  return open?.epoch ?? peer.numbering.outEpoch;
}

/**
 * A client that confirms nothing: what went to its link counts as sent and leaves the outbox. Nothing but the link
 * itself slows this down, and that is known only later: so it goes in portions. What waited for the contact says so.
 */
function flushLegacy(core: Core, peer: Peer, onlineSince: number): void {
  let sent = 0;
  let units = 0;
  while (sent < Math.min(peer.open.length, PORTION_TEXTS) && units < PORTION_UNITS) {
    if (peer.out?.congestedSince != null) break;
    const { message } = peer.open[sent] as OpenText;
    const waited = message.at < onlineSince;
    tell(core, peer, { command: 'message', text: waited ? DELAYED + message.text : message.text });
    finish(core, peer, message, 'sent');
    units += message.text.length;
    sent++;
  }
  peer.open.splice(0, sent);
  if (peer.open.length > 0 && peer.out?.congestedSince === null)
    core.timers.set(peer, 'flush', core.now + PORTION_PAUSE);
}

/** Everything up to `seq` is stored at the other side. */
export function onDeliveryOk(core: Core, peer: Peer, epoch: string, seq: number): void {
  // An epoch of an outbox we had before a restore: nothing to do with these texts.
  if (epoch !== epochOf(peer, peer.open[0])) return;
  // What was sent before a restore is not known here.
  if (peer.open[0]?.epoch === undefined && seq > peer.maybeSent)
    return violation(core, peer, 'it confirms a text that was never sent');
  let done = 0;
  while (done < peer.open.length && isConfirmed(peer, done, epoch, seq)) {
    const { message } = peer.open[done] as OpenText;
    finish(core, peer, message, 'delivered');
    if (done < peer.flushed) peer.flushedUnits -= message.text.length;
    done++;
  }
  if (done === 0) return;
  peer.open.splice(0, done);
  peer.flushed = Math.max(0, peer.flushed - done);
  flush(core, peer);
}

function isConfirmed(peer: Peer, at: number, epoch: string, seq: number): boolean {
  const open = peer.open[at] as OpenText;
  return open.seq <= seq && epochOf(peer, open) === epoch;
}

function finish(core: Core, peer: Peer, message: Message, state: 'sent' | 'delivered'): void {
  const { key } = message;
  save(
    core,
    peer.contact?.keepHistory === true
      ? { type: 'message_state', key, state }
      : { type: 'message_gone', key },
  );
  emit(core, { type: 'message_state', id: peer.id, key, state });
}

function confirms(peer: Peer): boolean {
  return peer.greeting.extensions.includes('delivery');
}
