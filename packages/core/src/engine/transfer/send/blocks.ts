// The blocks of files we send: from the disk onto a lane or the connection, as fast as windows and links let them, each file in turn.
import { encodePlain } from '../../../messages/index.ts';
import { freeLane, hasLane } from '../../bulk/state.ts';
import { send } from '../../core.ts';
import type { Core, Peer } from '../../state.ts';
import { FILE_READ } from '../../timing.ts';
import type { Outgoing } from '../state.ts';
import { tellDigest } from './digest.ts';
import { mayGo } from './pace.ts';

const NOTHING = new Uint8Array();
/** In place of a checksum: whatever is on a lane is authentic. */
const NO_MD5 = '-';

/** Sends what is allowed of all files to this peer, a block of each in turn, so that several go at one pace. */
export function pumpAll(core: Core, peer: Peer): void {
  const files = [...peer.files].filter((file) => file.side === 'out').toSorted((a, b) => a.turn - b.turn);
  for (let moved = true; moved; ) {
    moved = false;
    for (const file of files) {
      if (!pumpOne(core, file)) continue;
      moved = true;
      // Also when the way is full in the middle of a round, the next one begins with those that had no turn in it.
      file.turn = ++peer.lanes.turns;
    }
  }
  for (const file of files) tellDigest(core, file);
}

export function pump(core: Core, file: Outgoing): void {
  pumpAll(core, file.peer);
}

/** One block, where there is a way for it; asks the disk for what is not at hand. */
function pumpOne(core: Core, file: Outgoing): boolean {
  const { peer, wire: id, next: offset } = file;
  if (peer.state !== 'online' || peer.in === null || !mayGo(file)) return false;
  const lane = freeLane(peer);
  // Where lanes stand the blocks wait for them: one connection less to share with everything else that is said.
  if (lane === null && (hasLane(peer) || peer.in.congestedSince !== null)) return false;
  const bytes = blockAt(core, file);
  if (bytes === null) return false;
  if (lane === null) {
    const md5 = core.md5(bytes);
    send(core, peer.in.link, { command: 'filedata', id, offset, md5, bytes });
  } else {
    const head = encodePlain({ command: 'filedata', id, offset, md5: NO_MD5, bytes: NOTHING }).slice();
    core.outputs.push({ type: 'lane_send', link: lane.link, head, bytes });
    lane.sent += head.length + bytes.length;
  }
  file.sentTo = Math.max(file.sentTo, offset);
  file.next += file.block;
  return true;
}

function blockAt(core: Core, file: Outgoing): Uint8Array | null {
  const { next, size, block, buffer } = file;
  const length = Math.min(block, size - next);
  if (length === 0) return NOTHING;
  if (buffer !== null && next >= buffer.offset && next + length <= buffer.offset + buffer.bytes.length)
    return buffer.bytes.subarray(next - buffer.offset, next - buffer.offset + length);
  file.buffer = null;
  const { key, source } = file;
  if (!file.reading && source !== null) {
    file.reading = true;
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
