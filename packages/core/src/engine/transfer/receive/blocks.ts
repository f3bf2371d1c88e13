// The blocks of a file we get: nothing is kept before our user said yes, and nothing that is not right.
import { answer, violation } from '../../core.ts';
import type { Core, Peer } from '../../state.ts';
import { FILE_BLOCK_MOST, FILE_DAMAGED, FILE_UNWRITTEN } from '../../timing.ts';
import { dropAhead, holdAhead, takeAhead } from '../ahead.ts';
import { incoming, showProgress } from '../ledger.ts';
import type { FileMessage } from '../on-file.ts';
import { pastIncoming } from '../past.ts';
import type { Incoming } from '../state.ts';
import { confirmAgain, confirmWritten } from './confirm.ts';
import { landDue } from './landing.ts';
import { ask, onSign, stopReceiving } from './life.ts';

type Filedata = Extract<FileMessage, { command: 'filedata' }>;

/** `lane`: what came that way is authentic without a checksum, its bytes are ours, and it may overtake others. */
export function onFiledata(core: Core, peer: Peer, data: Filedata, by: 'line' | 'lane' = 'line'): void {
  const { id, offset } = data;
  const file = incoming(peer, id);
  if (file === null) {
    // Its sender missed the last word: that of a file that is here is still yes.
    const isHere = pastIncoming(peer, id)?.state === 'done';
    return void answer(
      core,
      peer,
      isHere ? { command: 'filedata_ok', id, offset } : { command: 'file_stop_sending', id },
    );
  }
  if (file.state !== 'running' || file.pausedHere) {
    if (file.state === 'offered') file.signAt = core.now;
    return;
  }
  onBlock(core, file, data, by);
}

function onBlock(core: Core, file: Incoming, data: Filedata, by: 'line' | 'lane'): void {
  const { offset, bytes } = data;
  const blockEnd = offset + bytes.length;
  if (blockEnd > file.size || bytes.length > FILE_BLOCK_MOST)
    return stopReceiving(core, file, 'The sender sends more than it offered: the file is dropped.');
  if (file.whole) return;
  if (offset > file.expected) {
    if (by === 'lane' && holdAhead(file, offset, bytes)) return;
    if (!file.asked && !file.behind) ask(core, file);
    return;
  }
  // Old news, but its sender waits for an answer (protocol.md 11.8). Of the last block it gets none before the file has landed.
  if (blockEnd <= file.expected && blockEnd < file.size) return confirmAgain(core, file, offset);
  if (by === 'lane') take(core, file, offset, bytes.subarray(file.expected - offset));
  else if (core.md5(bytes) !== data.md5.toLowerCase()) return onDamaged(core, file);
  // Copied: the line is the driver's again when this input is done.
  else take(core, file, offset, bytes.slice(file.expected - offset));
  dropAhead(file, offset);
  for (let next = takeAhead(file); next !== null; next = takeAhead(file))
    take(core, file, file.expected, next);
}

/** `fresh`: what is new of the block that began at `offset`. */
function take(core: Core, file: Incoming, offset: number, fresh: Uint8Array): void {
  const blockEnd = file.expected + fresh.length;
  if (blockEnd - file.written > FILE_UNWRITTEN) {
    file.behind = true;
    return;
  }
  file.asked = false;
  file.damaged = 0;
  onSign(core, file);
  file.unconfirmed.push({ offset, end: blockEnd });
  if (fresh.length > 0)
    core.outputs.push({ type: 'file_write', file: file.key, offset: file.expected, bytes: fresh });
  file.expected = blockEnd;
  if (blockEnd < file.size) return;
  file.whole = true;
  landDue(core, file);
}

/** The legacy client says nothing of it, and its sender waits for minutes. */
function onDamaged(core: Core, file: Incoming): void {
  violation(core, file.peer, 'a part of its file is damaged');
  file.damaged++;
  if (file.damaged >= FILE_DAMAGED)
    return stopReceiving(core, file, 'The file arrives damaged again and again: it is dropped.');
  if (!file.asked) ask(core, file);
}

export function onWritten(core: Core, file: Incoming, upTo: number): void {
  file.written = Math.max(file.written, Math.min(upTo, file.expected));
  confirmWritten(core, file);
  showProgress(core, file);
  if (!file.behind || file.written < file.expected) return;
  file.behind = false;
  ask(core, file);
}
