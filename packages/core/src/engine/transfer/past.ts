// Files that have ended: shown for a while, and remembered so that nobody gets one twice whose last word was lost.
import type { FileRecord, ReceivedFile } from '../../model.ts';
import { emit, save } from '../core.ts';
import type { FileView } from '../io/view.ts';
import type { Core, Peer } from '../state.ts';
import { FILE_ABSENCE, FILES_REMEMBERED } from '../timing.ts';
import { pastViewOf, viewOf } from './view.ts';

/** The oldest make room. */
export function remember(core: Core, peer: Peer, kept: FileRecord): void {
  save(core, { type: 'file', file: kept });
  peer.pastFiles.push(kept);
  const same = peer.pastFiles.filter(({ direction }) => direction === kept.direction);
  for (const old of same.slice(0, -FILES_REMEMBERED)) forget(core, peer, old);
}

export function forget(core: Core, peer: Peer, kept: FileRecord): void {
  const at = peer.pastFiles.findIndex(({ key }) => key === kept.key);
  if (at < 0) return;
  peer.pastFiles.splice(at, 1);
  save(core, { type: 'file_gone', key: kept.key });
  emit(core, { type: 'file_gone', key: kept.key });
}

/** One that came from this contact under this id. */
export function pastIncoming(peer: Peer, wire: string): ReceivedFile | null {
  for (const kept of peer.pastFiles) if (kept.direction === 'in' && kept.wire === wire) return kept;
  return null;
}

export function isPast({ state }: FileRecord): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** Those that nobody will ask for any more. */
export function dropOld(core: Core): void {
  for (const peer of core.peers.values()) {
    const old = peer.pastFiles.filter(({ movedAt }) => core.now - movedAt > FILE_ABSENCE);
    for (const kept of old) forget(core, peer, kept);
  }
}

/** All there is to show, oldest first. */
export function filesView(core: Core): FileView[] {
  const views = Array.from(core.files.values(), (file) => viewOf(file, core.now));
  for (const { pastFiles } of core.peers.values()) views.push(...pastFiles.map(pastViewOf));
  return views.sort((a, b) => a.key - b.key);
}
