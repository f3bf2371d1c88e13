// How sending begins, goes on after a break, waits and ends (protocol.md, section 8).
import { answer, send, tell } from '../../core.ts';
import type { Core, Peer } from '../../state.ts';
import { isOldPython, speaksFiles, takesFolders } from '../clients.ts';
import { FILE_RESEND_CAP, FILE_SILENCE } from '../../timing.ts';
import { end, outgoing, show, showTurn } from '../ledger.ts';
import { keep } from '../record.ts';
import type { Outgoing } from '../state.ts';
import { pump } from './blocks.ts';
import { chooseWindow, doubt, lastBlock } from './pace.ts';

export const NO_FOLDERS =
  'Folders go only to clients of today, and this contact has another one: `torchat send-file --flat` sends the files one by one.';

/** 32 random bits in decimal, as the legacy client has them. */
export function newWireId(core: Core, peer: Peer): string {
  for (;;) {
    let number = 0;
    for (const byte of core.random.bytes(4)) number = number * 256 + byte;
    if (outgoing(peer, `${number}`) === null) return `${number}`;
  }
}

/** The session stands (again), our user wants it to go on, or the file is open. */
export function resumeSending(core: Core, file: Outgoing): void {
  file.signAt = core.now;
  file.unanswered = false;
  wakeLater(core, file, file.patience);
  if (file.items !== null && !takesFolders(core, file.peer)) return stopSending(core, file, NO_FOLDERS);
  if (file.pausedHere) return;
  if (file.source === null) return open(core, file);
  const { announcedOn, peer } = file;
  if (announcedOn === null) announce(core, file);
  else if (speaksFiles(core, peer)) announceAgain(core, file);
  else if (announcedOn === 0) seek(core, file);
  else stepBack(core, file);
}

/** An earlier run offered it. */
function open(core: Core, file: Outgoing): void {
  if (file.opening) return;
  file.opening = true;
  const { key, path, mark, size } = file;
  core.outputs.push({ type: 'file_open', file: key, path, mark, size });
}

export function onOpened(core: Core, file: Outgoing, source: number): void {
  file.opening = false;
  file.source = source;
  if (file.peer.state === 'online') resumeSending(core, file);
}

function announce(core: Core, file: Outgoing): void {
  if (!say(core, file)) return;
  keep(core, file);
  pump(core, file);
}

/** The receiver, whose disk knows more than we do, says where to go on. */
function announceAgain(core: Core, file: Outgoing): void {
  file.unanswered = true;
  say(core, file);
}

function say(core: Core, file: Outgoing): boolean {
  const { link } = file.peer.in ?? {};
  if (link === undefined) return false;
  chooseWindow(core, file, file.peer);
  file.announcedOn = link;
  const { wire: id, size, items, name, block: blockSize } = file;
  if (items === null) send(core, link, { command: 'filename', id, size, blockSize, name });
  else send(core, link, { command: 'folder_offer', id, size, blockSize, items, name });
  return true;
}

/**
 * A legacy receiver would take a second `filename` for another offer, and a block from the start would throw it back there.
 * The last block is too far for it: it says where it stands.
 */
function seek(core: Core, file: Outgoing): void {
  chooseWindow(core, file, file.peer);
  file.announcedOn = file.peer.in?.link ?? 0;
  file.seeking = true;
  file.acked = lastBlock(file);
  stepBack(core, file);
}

/** The other side gave up, or knows nothing of it. */
export function onStopped(core: Core, file: Outgoing): void {
  // The connection with the offer may have died before it arrived: offered once more, under an id that no late answer names.
  if (!file.heard && file.announcedOn !== null && !core.links.has(file.announcedOn)) {
    file.wire = newWireId(core, file.peer);
    file.announcedOn = null;
    file.digestOn = null;
    file.unanswered = false;
    file.next = 0;
    if (file.peer.state === 'online') announce(core, file);
    return;
  }
  stopReceiver(core, file.peer, file.wire);
  end(core, file, 'cancelled', whyStopped(core, file));
}

function whyStopped(core: Core, file: Outgoing): string {
  if (file.taken && file.digestOn !== null && file.digestOn === file.peer.in?.link)
    return 'What arrived is not what was offered: the file may have been changed meanwhile. Send it again.';
  return 'The other side does not take this file.';
}

/** Our user, our disk, or a rule ends it. */
export function stopSending(
  core: Core,
  file: Outgoing,
  why: string,
  state: 'failed' | 'cancelled' = 'failed',
): void {
  if (file.announcedOn !== null) stopReceiver(core, file.peer, file.wire);
  end(core, file, state, why);
}

/**
 * To a legacy client behind the last block, on the connection of the blocks: one that hears of it on another closes its
 * file while it writes to it, fails over that, and keeps the unfinished file for ever.
 */
export function stopReceiver(core: Core, peer: Peer, id: string): void {
  const stop = { command: 'file_stop_receiving', id } as const;
  if (peer.in !== null && isOldPython(peer)) send(core, peer.in.link, stop);
  else tell(core, peer, stop);
}

/** Nothing goes on by our user's wish, or it does again. */
export function pauseSending(core: Core, file: Outgoing, paused: boolean): void {
  file.pausedHere = paused;
  keep(core, file);
  if (paused) sayPaused(core, file);
  else if (file.peer.state === 'online') resumeSending(core, file);
  show(core, file);
}

/** Behind the blocks that are on their way. */
export function sayPaused(core: Core, file: Outgoing): void {
  const { announcedOn, peer, wire: id } = file;
  if (announcedOn !== null && speaksFiles(core, peer))
    answer(core, peer, { command: 'file_pause_receiving', id });
}

export function onReceiverPaused(core: Core, file: Outgoing): void {
  file.heard = true;
  file.unanswered = false;
  file.signAt = core.now;
  if (file.pausedThere) return;
  file.pausedThere = true;
  showTurn(core, file);
}

/** A wrong checksum is never reported (quirk 1), and last blocks that are lost are never missed: so silence is an answer, too. */
export function sendingDue(core: Core, file: Outgoing): void {
  if (file.peer.state !== 'online') return;
  if (file.pausedHere || file.pausedThere || file.source === null) {
    file.signAt = core.now;
    return wakeLater(core, file, file.patience);
  }
  const silence = core.now - file.signAt;
  if (silence >= FILE_SILENCE) return stopSending(core, file, 'The other side does not answer: given up.');
  if (silence < file.patience) return wakeLater(core, file, file.patience - silence);
  if (file.unanswered) announceAgain(core, file);
  else if (!file.reading && file.peer.in?.congestedSince === null) sendAgain(core, file);
  file.patience = Math.min(FILE_RESEND_CAP, 2 * file.patience);
  wakeLater(core, file, file.patience);
}

/** Whoever says nothing of the last block either has to take it from the start. */
function sendAgain(core: Core, file: Outgoing): void {
  if (file.seeking) file.acked = 0;
  file.seeking = false;
  stepBack(core, file);
}

function stepBack(core: Core, file: Outgoing): void {
  doubt(file);
  pump(core, file);
}

function wakeLater(core: Core, file: Outgoing, after: number): void {
  core.timers.set(file, 'file', core.now + after);
}
