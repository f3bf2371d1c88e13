// Files as a screen shows them.
import type { FileRecord } from '../../model.ts';
import type { FileView } from '../io/view.ts';
import { rateAt } from './rate.ts';
import type { Transfer } from './state.ts';

/** Bytes that are here, or that the other side has confirmed. */
export function movedOf(file: Transfer): number {
  if (file.side === 'in') return file.written;
  return file.seeking ? 0 : Math.min(file.acked, file.size);
}

export function viewOf(file: Transfer, now: number): FileView {
  const { key, name, size, items, at, movedAt, side: direction, meter } = file;
  const moved = movedOf(file);
  const state = stateOf(file);
  const rate = state === 'running' ? rateAt(meter, now) : 0;
  return {
    key,
    contact: file.peer.id,
    direction,
    name,
    size,
    items,
    moved,
    rate,
    secondsLeft: rate > 0 ? Math.ceil((size - moved) / rate) : null,
    state,
    pausedBy: state === 'paused' ? (file.pausedHere ? 'us' : 'them') : null,
    why: whyPaused(file),
    path: null,
    at,
    movedAt,
  };
}

/** A sentence; empty where it is not paused, or by a wish. */
export function whyPaused(file: Transfer): string {
  return file.side === 'in' && file.full ? 'The disk is full: it goes on once there is room.' : '';
}

function stateOf(file: Transfer): FileView['state'] {
  if (file.side === 'in' && file.state === 'offered') return 'offered';
  if (file.pausedHere) return 'paused';
  if (file.peer.state !== 'online') return 'waiting';
  if (file.side === 'out' && !file.taken) return 'offered';
  return file.pausedThere ? 'paused' : 'running';
}

/** One that has ended. */
export function pastViewOf(kept: FileRecord): FileView {
  const { key, contact, direction, name, size, items, moved, state, why, at, movedAt } = kept;
  return {
    key,
    contact,
    direction,
    name,
    size,
    items,
    moved,
    rate: 0,
    secondsLeft: null,
    state,
    pausedBy: null,
    why,
    path: kept.direction === 'in' ? kept.path : null,
    at,
    movedAt,
  };
}
