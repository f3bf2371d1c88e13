// Texts to clients of old, which confirm nothing: each is followed by a token that they give back once they took the text.
import type { OpenText } from '../model.ts';
import { tell } from './core.ts';
import { finish, handOver } from './finish.ts';
import type { Core, Peer } from './state.ts';
import { PORTION_PAUSE, PORTION_TEXTS, PORTION_UNITS, TOKEN_PATIENCE } from './timing.ts';
import { fileWord, newToken, probeLine, seqOf, type TokenForm, tokenIn, tokenOf } from './tokens.ts';

const DELAYED = '[delayed] ';

/** Sends the next portion, or finds out first which form of token comes back. */
export function flushOld(core: Core, peer: Peer, onlineSince: number): void {
  const { greeting } = peer;
  if (greeting.question === null && greeting.receipts === null) ask(core, peer);
  if (greeting.receipts !== null && peer.timers.flush === undefined) portion(core, peer, onlineSince);
}

/** Once a session: whoever looks like a client of old asks nothing that those do not ask. */
function ask(core: Core, peer: Peer): void {
  const { greeting } = peer;
  if (core.settings.looksLike === 'legacy') {
    greeting.receipts = 'none';
    return;
  }
  greeting.question = newToken(core);
  sendToken(core, peer, 'file', greeting.question);
  sendToken(core, peer, 'probe', greeting.question);
  // Who was silent before is not waited for again.
  if (peer.mute) greeting.receipts = 'none';
  else core.timers.set(peer, 'receipts', core.now + TOKEN_PATIENCE);
}

/** It has given back neither form: what goes to its connection counts as sent, and that is all we shall know. */
export function receiptsDue(core: Core, peer: Peer): void {
  const { greeting } = peer;
  if (greeting.receipts !== null || greeting.settledAt === null) return;
  peer.mute = true;
  greeting.receipts = 'none';
  flushOld(core, peer, greeting.settledAt);
}

/** Something came back that may be a token: true when it was one of ours. */
export function onToken(core: Core, peer: Peer, form: TokenForm, word: string): boolean {
  const { greeting } = peer;
  const token = tokenIn(form, word);
  if (token === null) return false;
  if (token === greeting.question) {
    if (greeting.receipts !== 'file') greeting.receipts = form;
    peer.mute = false;
    core.timers.clear(peer, 'receipts');
    if (peer.state === 'online' && greeting.settledAt !== null) flushOld(core, peer, greeting.settledAt);
    return true;
  }
  const place = placeOf(peer, token);
  if (place === null) return false;
  finish(core, peer, place, 1, 'delivered');
  return true;
}

/**
 * Nothing but the connection itself slows this down, and that is known only later: so it goes in portions. What waited for
 * the contact says so, and so does what may have come before.
 */
function portion(core: Core, peer: Peer, onlineSince: number): void {
  const { receipts } = peer.greeting;
  let units = 0;
  for (let sent = 0; sent < PORTION_TEXTS && units < PORTION_UNITS; sent++) {
    const open = peer.open[peer.flushed];
    if (open === undefined || peer.out?.congestedSince != null) break;
    const { message } = open;
    const waited = message.at < onlineSince;
    tell(core, peer, { command: 'message', text: waited ? DELAYED + message.text : message.text });
    units += message.text.length;
    if (receipts === 'none' || receipts === null) finish(core, peer, peer.flushed, 1, 'sent');
    else {
      sendToken(core, peer, receipts, tokenOf(open.epoch ?? peer.numbering.outEpoch, open.seq));
      handOver(core, peer, open);
    }
  }
  if (peer.flushed < peer.open.length && peer.out?.congestedSince === null)
    core.timers.set(peer, 'flush', core.now + PORTION_PAUSE);
}

function sendToken(core: Core, peer: Peer, form: TokenForm, token: bigint): void {
  if (form === 'file') tell(core, peer, { command: 'filedata_ok', id: fileWord(token), offset: 0 });
  // Under a seal nobody is that old.
  else if (peer.out?.write === null)
    core.outputs.push({ type: 'send', link: peer.out.link, bytes: probeLine(token) });
}

/** Where in the outbox the text with this token is: within each epoch its numbers ascend. */
function placeOf({ open, numbering }: Peer, token: bigint): number | null {
  for (let start = 0; start < open.length; ) {
    const { epoch } = open[start] as OpenText;
    let end = start;
    while (end < open.length && open[end]?.epoch === epoch) end++;
    const place = search(open, start, end, seqOf(epoch ?? numbering.outEpoch, token));
    if (place !== null) return place;
    start = end;
  }
  return null;
}

function search(open: readonly OpenText[], start: number, end: number, seq: number): number | null {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = (open[middle] as OpenText).seq;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
