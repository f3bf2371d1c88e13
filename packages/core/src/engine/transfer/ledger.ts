// The list of files on their way: entering, finding, showing, ending.
import type { FileView } from '../io/view.ts';
import { emit } from '../core.ts';
import type { Core, Peer } from '../state.ts';
import { FILE_PROGRESS, FILES, FILES_PER_CONTACT, FILES_REMEMBERED } from '../timing.ts';
import type { Incoming, Outgoing, Transfer } from './state.ts';

/** Whether one more of this side finds a place. */
export function hasRoom(core: Core, peer: Peer, side: Transfer['side']): boolean {
  return count(peer.files, side) < FILES_PER_CONTACT && count(core.files.values(), side) < FILES;
}

function count(files: Iterable<Transfer>, side: Transfer['side']): number {
  let found = 0;
  for (const file of files) if (file.side === side) found++;
  return found;
}

export function enter(core: Core, file: Transfer): void {
  core.files.set(file.key, file);
  file.peer.files.add(file);
}

export function outgoing(peer: Peer, wire: string): Outgoing | null {
  for (const file of peer.files) if (file.side === 'out' && file.wire === wire) return file;
  return null;
}

export function incoming(peer: Peer, wire: string): Incoming | null {
  for (const file of peer.files) if (file.side === 'in' && file.wire === wire) return file;
  return null;
}

export function viewOf(file: Transfer): FileView {
  const { key, name, size, at, side: direction } = file;
  const done = file.side === 'out' ? Math.min(file.acked, size) : file.written;
  const offered = file.side === 'out' ? file.acked === 0 : file.state === 'offered';
  return {
    key,
    contact: file.peer.id,
    direction,
    name,
    size,
    done,
    state: offered ? 'offered' : 'running',
    at,
  };
}

export function showProgress(core: Core, file: Transfer): void {
  if (core.now - file.shownAt < FILE_PROGRESS) return;
  file.shownAt = core.now;
  emit(core, { type: 'file_progress', file: viewOf(file) });
}

/** Every byte is where it should be; `path` is given for what we received. */
export function arrive(core: Core, file: Transfer, path: string | null): void {
  leave(core, file);
  if (file.side === 'in') remember(file.peer, file.wire);
  emit(core, { type: 'file_end', file: viewOf(file), ok: true, why: 'The file has arrived.', path });
}

/** It came to nothing, and nothing of it stays. */
export function end(core: Core, file: Transfer, why: string): void {
  leave(core, file);
  if (file.side === 'in' && file.state !== 'offered')
    core.outputs.push({ type: 'file_discard', file: file.key });
  emit(core, { type: 'file_end', file: viewOf(file), ok: false, why, path: null });
}

function leave(core: Core, file: Transfer): void {
  core.files.delete(file.key);
  file.peer.files.delete(file);
  core.timers.clearAll(file);
  if (file.side === 'out') core.outputs.push({ type: 'file_close', source: file.source });
}

/** The contact is no more. */
export function endAll(core: Core, peer: Peer, why: string): void {
  for (const file of peer.files) end(core, file, why);
}

function remember({ arrivedFiles }: Peer, wire: string): void {
  arrivedFiles.push(wire);
  if (arrivedFiles.length > FILES_REMEMBERED) arrivedFiles.shift();
}
