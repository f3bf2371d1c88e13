// What the sender hears of its blocks: a block is confirmed once the disk has it, the last one once the file has its name.
import { speaksBulk } from '../../bulk/open.ts';
import { answer, tell } from '../../core.ts';
import type { Core } from '../../state.ts';
import { FILE_AHEAD, FILE_CONFIRM, FILE_CONFIRMED } from '../../timing.ts';
import { isOldPython } from '../clients.ts';
import type { Incoming } from '../state.ts';

export function confirmWritten(core: Core, file: Incoming): void {
  if (isSoonEnough(core, file)) return;
  file.confirmedAt = core.now;
  file.confirmedTo = file.written;
  confirm(core, file, (blockEnd) => blockEnd <= file.written && blockEnd < file.size);
}

export function confirmAll(core: Core, file: Incoming): void {
  confirm(core, file, () => true);
}

/**
 * A block that came again. Where it may go on to, a sender of old knows by the last word that it heard, and some of these are kept
 * back: so each tells it where we stand, or it would wait for the others for ever.
 */
export function confirmAgain(core: Core, file: Incoming, offset: number): void {
  const { peer, wire: id, written, block } = file;
  const last = isOldPython(peer) ? confirmedAs(file, Math.max(offset, written - block)) : offset;
  answer(core, peer, { command: 'filedata_ok', id, offset: last });
}

/** Who speaks `bulk` sends far beyond what is confirmed, except at its beginning: it need not hear of every block. */
function isSoonEnough(core: Core, { peer, written, confirmedTo, confirmedAt }: Incoming): boolean {
  if (!speaksBulk(core, peer) || confirmedTo < FILE_CONFIRMED || core.now - confirmedAt >= FILE_CONFIRM)
    return false;
  return written >= confirmedTo && written - confirmedTo < FILE_CONFIRMED;
}

function confirm(core: Core, file: Incoming, isSafe: (blockEnd: number) => boolean): void {
  let done = 0;
  for (const { offset, end: blockEnd } of file.unconfirmed) {
    if (!isSafe(blockEnd)) break;
    done++;
    // Who speaks `bulk` takes the last word for all before it.
    const next = file.unconfirmed[done];
    if (next === undefined || !isSafe(next.end) || !speaksBulk(core, file.peer))
      tell(core, file.peer, { command: 'filedata_ok', id: file.wire, offset: confirmedAs(file, offset) });
  }
  file.unconfirmed.splice(0, done);
}

/**
 * A sender of old sleeps whenever its window is full, so it hears of blocks that are still to come; what is lost of them
 * is asked for. Never of its last ones: it counts the file as arrived from then on.
 */
function confirmedAs({ peer, size, block }: Incoming, offset: number): number {
  if (!isOldPython(peer)) return offset;
  return Math.max(offset, Math.min(offset + FILE_AHEAD, size - block - 1));
}
