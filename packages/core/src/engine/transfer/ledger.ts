// The list of files on their way: entering, finding, showing, ending.
import type { FileRecord } from '../../model.ts';
import { spend } from '../budget.ts';
import { emit, save } from '../core.ts';
import type { Core, Peer } from '../state.ts';
import { FILE_PROGRESS, FILE_TURNS, FILE_TURNS_A_SECOND, FILES, FILES_PER_CONTACT } from '../timing.ts';
import { remember } from './past.ts';
import { note } from './rate.ts';
import { keep, recordOf } from './record.ts';
import type { Incoming, Outgoing, Transfer } from './state.ts';
import { movedOf, pastViewOf, viewOf } from './view.ts';

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
  keep(core, file);
}

export function outgoing(peer: Peer, wire: string): Outgoing | null {
  for (const file of peer.files) if (file.side === 'out' && file.wire === wire) return file;
  return null;
}

export function incoming(peer: Peer, wire: string): Incoming | null {
  for (const file of peer.files) if (file.side === 'in' && file.wire === wire) return file;
  return null;
}

/** It moved on. */
export function showProgress(core: Core, file: Transfer): void {
  file.movedAt = core.now;
  if (core.now - file.shownAt < FILE_PROGRESS) return;
  file.shownAt = core.now;
  note(file.meter, core.now, movedOf(file));
  show(core, file);
}

/** It has another state. */
export function show(core: Core, file: Transfer): void {
  emit(core, { type: 'file_progress', file: viewOf(file, core.now) });
}

/** The other side gave it another state. */
export function showTurn(core: Core, file: Transfer): void {
  if (spend(file.turns, core.now, FILE_TURNS, FILE_TURNS_A_SECOND)) show(core, file);
}

/** Every byte is where it should be; `path` is given for what we received. */
export function arrive(core: Core, file: Transfer, path: string | null): void {
  const kept = ended(core, file, 'done', 'The file has arrived.');
  leave(core, file, kept.direction === 'in' ? { ...kept, path } : kept);
}

/** It came to nothing, and nothing of it stays. */
export function end(core: Core, file: Transfer, state: 'failed' | 'cancelled', why: string): void {
  leave(core, file, ended(core, file, state, why));
}

function ended(core: Core, file: Transfer, state: 'done' | 'failed' | 'cancelled', why: string): FileRecord {
  file.movedAt = core.now;
  return recordOf(file, { state, why });
}

/** Taken back before our user said anything: whoever offers and takes back for ever leaves nothing here. */
export function withdraw(core: Core, file: Incoming, why: string): void {
  drop(core, file);
  save(core, { type: 'file_gone', key: file.key });
  tellEnd(core, ended(core, file, 'cancelled', why));
}

function drop(core: Core, file: Transfer): void {
  core.files.delete(file.key);
  file.peer.files.delete(file);
  core.timers.clearAll(file);
}

function leave(core: Core, file: Transfer, kept: FileRecord): void {
  drop(core, file);
  if (file.side === 'out') {
    if (file.source !== null) core.outputs.push({ type: 'file_close', source: file.source });
  } else if (file.part !== '') {
    const { key, folder, part } = file;
    core.outputs.push({ type: 'file_discard', file: key, folder, part });
  }
  remember(core, file.peer, kept);
  tellEnd(core, kept);
}

function tellEnd(core: Core, kept: FileRecord): void {
  const { state, why } = kept;
  const path = kept.direction === 'in' ? kept.path : null;
  emit(core, { type: 'file_end', file: pastViewOf(kept), ok: state === 'done', why, path });
}

/** The contact is no more. */
export function endAll(core: Core, peer: Peer, why: string): void {
  for (const file of peer.files) end(core, file, 'cancelled', why);
}
