// Texts on their way: written before they are shown, kept until the other side has them (extension `delivery`).
import type { Message, OpenText } from '../model.ts';
import type { Core, Peer } from './state.ts';
import { emit, isListed, save, tell, violation } from './core.ts';
import { finish, handOver, takeBack } from './finish.ts';
import { tellReceipt } from './inbox.ts';
import type { Reply } from './io/command.ts';
import { flushOld } from './old-outbox.ts';
import { MAX_TEXT_BYTES, OUTBOX_TEXTS, WINDOW_TEXTS, WINDOW_UNITS } from './timing.ts';

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
  takeBack(core, peer);
  if (confirms(core, peer)) tellReceipt(core, peer);
  flush(core, peer);
}

/** Sends what the window allows. */
export function flush(core: Core, peer: Peer): void {
  const { settledAt } = peer.greeting;
  if (peer.state !== 'online' || settledAt === null || !isListed(peer)) return;
  if (confirms(core, peer)) flushConfirmed(core, peer);
  else flushOld(core, peer, settledAt);
}

function flushConfirmed(core: Core, peer: Peer): void {
  const first = epochOf(peer, peer.open[0]);
  while (peer.flushed < WINDOW_TEXTS && peer.flushedUnits < WINDOW_UNITS) {
    const open = peer.open[peer.flushed];
    if (open === undefined || peer.out?.congestedSince != null) return;
    const epoch = epochOf(peer, open);
    // The other side remembers one epoch: while it may need this one to know a text again, no other begins.
    if (epoch !== first) return;
    tell(core, peer, { command: 'delivery_message', epoch, seq: open.seq, text: open.message.text });
    handOver(core, peer, open);
  }
}

/** The epoch that this text is numbered in; without a text the one that is current, empty before the first. */
function epochOf(peer: Peer, open: OpenText | undefined): string {
  return open?.epoch ?? peer.numbering.outEpoch;
}

/** Everything up to `seq` is stored at the other side. */
export function onDeliveryOk(core: Core, peer: Peer, epoch: string, seq: number): void {
  // An epoch of an outbox we had before a restore: nothing to do with these texts.
  if (epoch !== epochOf(peer, peer.open[0])) return;
  // What was sent before a restore is not known here.
  if (peer.open[0]?.epoch === undefined && seq > peer.maybeSent)
    return violation(core, peer, 'it confirms a text that was never sent');
  let done = 0;
  while (done < peer.open.length && isConfirmed(peer, done, epoch, seq)) done++;
  if (done === 0) return;
  finish(core, peer, 0, done, 'delivered');
  flush(core, peer);
}

function isConfirmed(peer: Peer, at: number, epoch: string, seq: number): boolean {
  const open = peer.open[at] as OpenText;
  return open.seq <= seq && epochOf(peer, open) === epoch;
}

/** Whoever looks like a client of old numbers nothing, whatever the other side understands. */
function confirms(core: Core, peer: Peer): boolean {
  return core.settings.looksLike === 'torchat' && peer.greeting.extensions.includes('delivery');
}
