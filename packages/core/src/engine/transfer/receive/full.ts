// A disk that has no room left for a file that is coming: the file waits, and goes on where it was once there is some again.
import type { Core } from '../../state.ts';
import { show } from '../ledger.ts';
import { keep } from '../record.ts';
import type { Incoming } from '../state.ts';
import { pauseReceiving, planAsking, reopen, stopReceiving } from './life.ts';

/** The disk keeps what it has of it, and takes no more. */
export function onFull(core: Core, file: Incoming): void {
  if (isFresh(file)) return stopReceiving(core, file, 'There is not enough room on the disk for this file.');
  forgetUnwritten(file);
  file.state = 'kept';
  const isNews = !file.full;
  file.full = true;
  if (isNews || !file.pausedHere) pauseReceiving(core, file, true);
  else planAsking(core, file);
}

/** Our user has just said yes, and hears at once that it was in vain. */
function isFresh({ state, written, full }: Incoming): boolean {
  return state === 'opening' && written === 0 && !full;
}

function forgetUnwritten(file: Incoming): void {
  file.expected = file.written;
  file.whole = false;
  file.behind = false;
  file.unconfirmed.length = 0;
  file.ahead.clear();
  file.aheadBytes = 0;
}

/** Asks the disk again; true where the file waits for nothing but that. */
export function looksForRoom(core: Core, file: Incoming): boolean {
  if (!file.full || file.state !== 'kept') return false;
  reopen(core, file);
  return true;
}

/** The disk took it again. */
export function hasRoomAgain(core: Core, file: Incoming): void {
  if (!file.full) return;
  file.full = false;
  file.pausedHere = false;
  keep(core, file);
  show(core, file);
}

/** Our user wants it to wait whether there is room or not. */
export function waitAnyway(core: Core, file: Incoming): void {
  file.full = false;
  keep(core, file);
  show(core, file);
}
