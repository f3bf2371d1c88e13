// Files we get: nothing is kept before the user said yes, and a block is confirmed once the disk has it (protocol.md, section 8).
import { answer, emit, isListed, tell, violation } from '../core.ts';
import type { Reply } from '../io/command.ts';
import type { FileMessage } from './on-file.ts';
import type { Core, Peer } from '../state.ts';
import { isOldPython } from './clients.ts';
import {
  FILE_ABSENCE,
  FILE_AHEAD,
  FILE_ASK_AGAIN,
  FILE_BLOCK_MOST,
  FILE_DAMAGED,
  FILE_SILENCE,
  FILE_STILL_ASKING,
  FILE_UNWRITTEN,
} from '../timing.ts';
import { arrive, end, enter, hasRoom, incoming, showProgress, viewOf } from './ledger.ts';
import { safeName } from './safe-name.ts';
import type { Incoming } from './state.ts';

type Filename = Extract<FileMessage, { command: 'filename' }>;
type Filedata = Extract<FileMessage, { command: 'filedata' }>;

export function onFilename(core: Core, peer: Peer, { id, size, blockSize, name }: Filename): void {
  const known = incoming(peer, id);
  if (known !== null) {
    // A modern sender repeats its offer to go on with it.
    if (known.size === size)
      return answer(core, peer, { command: 'filedata_error', id, offset: known.expected });
    return violation(core, peer, 'it offers two files under one id');
  }
  if (!isListed(peer)) return answer(core, peer, { command: 'file_stop_sending', id });
  if (blockSize > FILE_BLOCK_MOST || !hasRoom(core, peer, 'in')) {
    violation(
      core,
      peer,
      blockSize > FILE_BLOCK_MOST ? 'its file has too large blocks' : 'it offers too many files',
    );
    return answer(core, peer, { command: 'file_stop_sending', id });
  }
  const again = peer.arrivedFiles.indexOf(id);
  if (again >= 0) peer.arrivedFiles.splice(again, 1);
  const file: Incoming = {
    side: 'in',
    key: core.nextFile++,
    peer,
    name: safeName(name),
    size,
    wire: id,
    blockSize,
    at: core.now,
    state: 'offered',
    expected: 0,
    written: 0,
    unconfirmed: [],
    asked: false,
    behind: false,
    damaged: 0,
    signAt: core.now,
    shownAt: core.now,
    timers: {},
  };
  enter(core, file);
  core.timers.set(file, 'file', core.now + FILE_STILL_ASKING);
  emit(core, { type: 'file_offer', file: viewOf(file) });
}

export function acceptFile(core: Core, file: Incoming): Reply {
  if (file.state === 'offered') {
    file.state = 'running';
    file.signAt = core.now;
    core.outputs.push({ type: 'file_create', file: file.key, name: file.name, size: file.size });
    emit(core, { type: 'file_progress', file: viewOf(file) });
    resumeReceiving(core, file);
  }
  return { ok: true, file: viewOf(file) };
}

/** The session stands (again), or the user said yes: whatever came before is known by where we stand. */
export function resumeReceiving(core: Core, file: Incoming): void {
  file.signAt = core.now;
  ask(core, file);
  const asking = file.state === 'offered';
  core.timers.set(file, 'file', core.now + (asking ? FILE_STILL_ASKING : FILE_ASK_AGAIN));
}

/** Where the sender is to go on. While our user thinks it over, that is the start. */
function ask(core: Core, file: Incoming): void {
  if (file.state === 'landing') return;
  file.asked = true;
  tell(core, file.peer, { command: 'filedata_error', id: file.wire, offset: file.expected });
}

export function onFiledata(core: Core, peer: Peer, data: Filedata): void {
  const { id, offset, bytes } = data;
  const file = incoming(peer, id);
  if (file === null) {
    // Its sender missed the last word: that of a file that is here is still yes.
    if (peer.arrivedFiles.includes(id)) return answer(core, peer, { command: 'filedata_ok', id, offset });
    return answer(core, peer, { command: 'file_stop_sending', id });
  }
  if (file.state === 'landing') return;
  if (file.state === 'offered') {
    file.signAt = core.now;
    return;
  }
  const blockEnd = offset + bytes.length;
  if (blockEnd > file.size || bytes.length > FILE_BLOCK_MOST)
    return stopReceiving(core, file, 'The sender sends more than it offered: the file is dropped.');
  if (offset > file.expected) {
    if (!file.asked && !file.behind) ask(core, file);
    return;
  }
  // Old news, but its sender waits for an answer (protocol.md 11.8). The empty file's only block is none.
  if (blockEnd <= file.expected && file.size > 0)
    return answer(core, peer, { command: 'filedata_ok', id, offset });
  if (core.md5(bytes) !== data.md5.toLowerCase()) return onDamaged(core, file);
  take(core, file, offset, bytes);
}

function take(core: Core, file: Incoming, offset: number, bytes: Uint8Array): void {
  const blockEnd = offset + bytes.length;
  if (blockEnd - file.written > FILE_UNWRITTEN) {
    file.behind = true;
    return;
  }
  file.asked = false;
  file.damaged = 0;
  file.signAt = core.now;
  file.unconfirmed.push({ offset, end: blockEnd });
  // Copied: the line is the driver's again when this input is done.
  const fresh = bytes.slice(file.expected - offset);
  if (fresh.length > 0)
    core.outputs.push({ type: 'file_write', file: file.key, offset: file.expected, bytes: fresh });
  file.expected = blockEnd;
  if (blockEnd < file.size) return;
  file.state = 'landing';
  core.outputs.push({ type: 'file_finish', file: file.key });
}

/** The legacy client says nothing of it, and its sender waits for minutes. */
function onDamaged(core: Core, file: Incoming): void {
  violation(core, file.peer, 'a part of its file is damaged');
  file.damaged++;
  if (file.damaged >= FILE_DAMAGED)
    return stopReceiving(core, file, 'The file arrives damaged again and again: it is dropped.');
  if (!file.asked) ask(core, file);
}

/** Confirms what is safe. The last block waits for the file's name: its sender counts the file as arrived from then on. */
export function onWritten(core: Core, file: Incoming, upTo: number): void {
  file.written = Math.max(file.written, Math.min(upTo, file.expected));
  confirm(core, file, (blockEnd) => blockEnd <= file.written && blockEnd < file.size);
  showProgress(core, file);
  if (!file.behind || file.written < file.expected) return;
  file.behind = false;
  ask(core, file);
}

export function onLanded(core: Core, file: Incoming, path: string): void {
  file.written = file.size;
  confirm(core, file, () => true);
  arrive(core, file, path);
}

function confirm(core: Core, file: Incoming, isSafe: (blockEnd: number) => boolean): void {
  let done = 0;
  for (const { offset, end: blockEnd } of file.unconfirmed) {
    if (!isSafe(blockEnd)) break;
    tell(core, file.peer, { command: 'filedata_ok', id: file.wire, offset: confirmedAs(file, offset) });
    done++;
  }
  file.unconfirmed.splice(0, done);
}

/**
 * A sender of old sleeps whenever its window is full, so it hears of blocks that are still to come; what is lost of them
 * is asked for. Never of its last ones: it counts the file as arrived from then on.
 */
function confirmedAs({ peer, size, blockSize }: Incoming, offset: number): number {
  if (!isOldPython(peer)) return offset;
  return Math.max(offset, Math.min(offset + FILE_AHEAD, size - blockSize - 1));
}

/** Our user, our disk, or a rule ends it. */
export function stopReceiving(core: Core, file: Incoming, why: string): void {
  tell(core, file.peer, { command: 'file_stop_sending', id: file.wire });
  end(core, file, why);
}

export function onWithdrawn(core: Core, file: Incoming): void {
  // Every byte is here already.
  if (file.state !== 'landing') end(core, file, 'The sender has stopped this file.');
}

export function receivingDue(core: Core, file: Incoming): void {
  if (file.state === 'landing') return;
  const online = file.peer.state === 'online';
  const silence = core.now - file.signAt;
  if (silence >= (online && file.state === 'running' ? FILE_SILENCE : FILE_ABSENCE))
    return stopReceiving(core, file, 'Nothing more comes from the sender: given up.');
  if (file.state === 'offered') {
    if (online) ask(core, file);
    core.timers.set(file, 'file', core.now + FILE_STILL_ASKING);
    return;
  }
  if (online && silence >= FILE_ASK_AGAIN && file.written === file.expected) ask(core, file);
  core.timers.set(file, 'file', core.now + FILE_ASK_AGAIN);
}
