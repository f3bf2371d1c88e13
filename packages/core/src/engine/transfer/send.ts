// Files we send: a window of blocks, sent again from where the other side wants them or was last heard (protocol.md, section 8).
import { newBudget, spend } from '../budget.ts';
import { emit, isListed, send, tell, violation } from '../core.ts';
import type { Command, Reply } from '../io.ts';
import type { Core, Peer } from '../state.ts';
import { bearsLarge, isOldPython } from './clients.ts';
import {
  FILE_BLOCK,
  FILE_LARGE_BLOCK,
  FILE_LARGE_WINDOW,
  FILE_READ,
  FILE_RESEND,
  FILE_RESEND_CAP,
  FILE_RESTARTS,
  FILE_RESTARTS_A_SECOND,
  FILE_SILENCE,
  FILE_WINDOW,
} from '../timing.ts';
import { arrive, end, enter, hasRoom, outgoing, showProgress, viewOf } from './ledger.ts';
import type { Outgoing } from './state.ts';

const NOTHING = new Uint8Array();
const MOST_NAME_BYTES = 1024;

type SendFile = Extract<Command, { type: 'send_file' }>;

export function sendFile(core: Core, peer: Peer | undefined, asked: SendFile): Reply {
  const fault = faultOf(core, peer, asked);
  if (fault !== null || peer === undefined) {
    core.outputs.push({ type: 'file_close', source: asked.source });
    return fault ?? notListed();
  }
  const { source, name, size } = asked;
  const file: Outgoing = {
    side: 'out',
    key: core.nextFile++,
    peer,
    name,
    size,
    source,
    at: core.now,
    wire: newWireId(core, peer),
    block: FILE_BLOCK,
    mostBlocks: FILE_WINDOW,
    announcedOn: null,
    heard: false,
    window: FILE_WINDOW,
    next: 0,
    acked: 0,
    sentTo: -1,
    buffer: null,
    reading: false,
    patience: FILE_RESEND,
    restarts: newBudget(FILE_RESTARTS, core.now),
    signAt: core.now,
    shownAt: core.now,
    timers: {},
  };
  enter(core, file);
  emit(core, { type: 'file_progress', file: viewOf(file) });
  if (peer.state === 'online') resumeSending(core, file);
  return { ok: true, file: viewOf(file) };
}

function faultOf(core: Core, peer: Peer | undefined, { name, size }: SendFile): Reply | null {
  if (peer === undefined || !isListed(peer)) return notListed();
  if (!Number.isSafeInteger(size) || size < 0 || name === '' || name.length > MOST_NAME_BYTES)
    return { ok: false, code: 'bad_request', message: 'This is no file that could be sent.' };
  if (!hasRoom(core, peer, 'out'))
    return { ok: false, code: 'too_many', message: 'Too many files are on their way: wait for one to end.' };
  return null;
}

function notListed(): Reply {
  return { ok: false, code: 'unknown_contact', message: 'Add this contact first: it is not on your list.' };
}

/** 32 random bits in decimal, as the legacy client has them. */
function newWireId(core: Core, peer: Peer): string {
  for (;;) {
    let number = 0;
    for (const byte of core.random.bytes(4)) number = number * 256 + byte;
    if (outgoing(peer, `${number}`) === null) return `${number}`;
  }
}

/**
 * The session stands (again). What was on its way may be lost, the answers too: one block from where it was confirmed
 * shows which. `filename` is never repeated: a legacy receiver would take it for another offer.
 */
export function resumeSending(core: Core, file: Outgoing): void {
  file.signAt = core.now;
  if (file.announcedOn === null) announce(core, file);
  else stepBack(core, file);
  wakeLater(core, file, file.patience);
}

function announce(core: Core, file: Outgoing): void {
  const { link } = file.peer.in ?? {};
  if (link === undefined) return;
  const { wire: id, size, name } = file;
  const large = bearsLarge(file.peer);
  file.block = large ? FILE_LARGE_BLOCK : FILE_BLOCK;
  file.mostBlocks = large ? FILE_LARGE_WINDOW : FILE_WINDOW;
  file.window = file.mostBlocks;
  file.announcedOn = link;
  send(core, link, { command: 'filename', id, size, blockSize: file.block, name });
  pump(core, file);
}

/** Sends what the window and the link allow; asks the disk for what is not at hand. */
export function pump(core: Core, file: Outgoing): void {
  const { peer } = file;
  while (peer.state === 'online' && peer.in !== null && peer.in.congestedSince === null && mayGo(file)) {
    const bytes = blockAt(core, file);
    if (bytes === null) return;
    send(core, peer.in.link, {
      command: 'filedata',
      id: file.wire,
      offset: file.next,
      md5: core.md5(bytes),
      bytes,
    });
    file.sentTo = Math.max(file.sentTo, file.next);
    file.next += file.block;
  }
}

/** The last block may be empty. */
function mayGo(file: Outgoing): boolean {
  return file.announcedOn !== null && file.next <= lastBlock(file) && file.next < file.acked + reach(file);
}

/**
 * Bytes that may be under way. As the legacy client counts: 17 blocks before the first answer, then 16 beyond what is
 * confirmed. Before that, no more where blocks are large: a person may still be thinking it over, and drops them.
 */
function reach({ block, acked, window }: Outgoing): number {
  if (acked > 0 || window === 1) return window * block;
  return FILE_WINDOW * FILE_BLOCK + block;
}

/** A size that is a multiple of the block size has an empty block at its end. */
function lastBlock({ size, block }: Outgoing): number {
  return Math.floor(size / block) * block;
}

function blockAt(core: Core, file: Outgoing): Uint8Array | null {
  const { next, size, block, buffer } = file;
  const length = Math.min(block, size - next);
  if (length === 0) return NOTHING;
  if (buffer !== null && next >= buffer.offset && next + length <= buffer.offset + buffer.bytes.length)
    return buffer.bytes.subarray(next - buffer.offset, next - buffer.offset + length);
  file.buffer = null;
  if (!file.reading) {
    file.reading = true;
    const { key, source } = file;
    const wanted = Math.min(FILE_READ, size - next);
    core.outputs.push({ type: 'file_read', file: key, source, offset: next, length: wanted });
  }
  return null;
}

export function onBlockRead(core: Core, file: Outgoing, offset: number, bytes: Uint8Array): void {
  file.reading = false;
  file.buffer = { offset, bytes };
  pump(core, file);
}

export function onOk(core: Core, file: Outgoing, offset: number): void {
  if (file.sentTo < 0 || offset > file.size)
    return violation(core, file.peer, 'it confirms a part of a file that was never sent');
  heard(core, file);
  const { block, size, sentTo } = file;
  if (offset <= sentTo && offset % block === 0 && offset + block >= size) {
    file.acked = size;
    return arrive(core, file, null);
  }
  // It may be confirmed ahead, to make us faster: that moves the window, and ends nothing.
  file.acked = Math.min(Math.floor(offset / block) * block, sentTo) + block;
  file.acked = Math.min(file.acked, lastBlock(file));
  showProgress(core, file);
  pump(core, file);
}

/** The other side misses something, or begins to take only now (jTorChat begins every file so). */
export function onError(core: Core, file: Outgoing, offset: number): void {
  if (offset > file.size) return violation(core, file.peer, 'it asks for a part of a file beyond its end');
  if (file.announcedOn === null || !spend(file.restarts, core.now, FILE_RESTARTS, FILE_RESTARTS_A_SECOND))
    return;
  heard(core, file);
  file.next = Math.min(Math.ceil(offset / file.block) * file.block, lastBlock(file));
  file.acked = file.next;
  showProgress(core, file);
  pump(core, file);
}

/** The other side gave up, or knows nothing of it. */
export function onStopped(core: Core, file: Outgoing): void {
  // The connection with the offer may have died before it arrived: offered once more, under an id that no late answer names.
  if (!file.heard && file.announcedOn !== null && !core.links.has(file.announcedOn)) {
    file.wire = newWireId(core, file.peer);
    file.announcedOn = null;
    file.next = 0;
    if (file.peer.state === 'online') announce(core, file);
    return;
  }
  stopReceiver(core, file.peer, file.wire);
  end(core, file, 'The other side does not take this file.');
}

/** Our user, or our disk, ends it. */
export function stopSending(core: Core, file: Outgoing, why: string): void {
  if (file.announcedOn !== null) stopReceiver(core, file.peer, file.wire);
  end(core, file, why);
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

/** A wrong checksum is never reported (quirk 1), and last blocks that are lost are never missed: so silence is an answer, too. */
export function sendingDue(core: Core, file: Outgoing): void {
  if (file.peer.state !== 'online') return;
  const silence = core.now - file.signAt;
  if (silence >= FILE_SILENCE) return stopSending(core, file, 'The other side does not answer: given up.');
  if (silence < file.patience) return wakeLater(core, file, file.patience - silence);
  if (!file.reading && file.peer.in?.congestedSince === null) stepBack(core, file);
  file.patience = Math.min(FILE_RESEND_CAP, 2 * file.patience);
  wakeLater(core, file, file.patience);
}

function stepBack(core: Core, file: Outgoing): void {
  file.next = Math.min(file.acked, lastBlock(file));
  file.window = 1;
  pump(core, file);
}

function heard(core: Core, file: Outgoing): void {
  file.heard = true;
  file.window = file.mostBlocks;
  file.patience = FILE_RESEND;
  file.signAt = core.now;
}

function wakeLater(core: Core, file: Outgoing, after: number): void {
  core.timers.set(file, 'file', core.now + after);
}
