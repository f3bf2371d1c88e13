// How much of a file is under way at once: the size of its blocks, and the window.
import type { Core, Peer } from '../../state.ts';
import { speaksBulk } from '../../bulk/open.ts';
import { hasLane } from '../../bulk/state.ts';
import {
  FILE_BLOCK,
  FILE_BULK_BLOCK,
  FILE_BULK_WINDOW,
  FILE_LANE_BLOCK,
  FILE_LANE_WINDOW,
  FILE_LARGE_BLOCK,
  FILE_LARGE_WINDOW,
  FILE_UNWRITTEN,
  FILE_RESEND,
  FILE_WINDOW,
  LANE_BYTES,
} from '../../timing.ts';
import { bearsLarge } from '../clients.ts';
import type { Outgoing } from '../state.ts';

/** How large its blocks are, and how many may be under way, towards this receiver. */
export function chooseWindow(core: Core, file: Outgoing, peer: Peer): void {
  const { block, blocks } = kindOf(core, file, peer);
  file.block = block;
  file.mostBlocks = blocks;
  file.window = blocks;
}

function kindOf(
  core: Core,
  { size }: Outgoing,
  peer: Peer,
): { readonly block: number; readonly blocks: number } {
  if (speaksBulk(core, peer) && size >= LANE_BYTES)
    return { block: FILE_LANE_BLOCK, blocks: FILE_LANE_WINDOW };
  // Texts go on the same connection: no block may hold them up for long.
  if (speaksBulk(core, peer)) return { block: FILE_BULK_BLOCK, blocks: FILE_BULK_WINDOW };
  if (bearsLarge(peer)) return { block: FILE_LARGE_BLOCK, blocks: FILE_LARGE_WINDOW };
  return { block: FILE_BLOCK, blocks: FILE_WINDOW };
}

/** The last block may be empty. */
export function mayGo(file: Outgoing): boolean {
  return isWanted(file) && file.next <= lastBlock(file) && file.next < file.acked + reach(file);
}

/** Offered, and as far as is known neither side wants it to wait. */
function isWanted(file: Outgoing): boolean {
  const { announcedOn, unanswered, pausedHere, pausedThere } = file;
  return announcedOn !== null && !unanswered && !pausedHere && !pausedThere && (file.taken || !isBulk(file));
}

/**
 * Bytes that may be under way. As the legacy client counts: 17 blocks before the first answer, then 16 beyond what is
 * confirmed. Before that, no more where blocks are large: a person may still be thinking it over, and drops them.
 */
function reach(file: Outgoing): number {
  const { peer, block, acked, window } = file;
  // Lanes have windows of their own: this bounds what the other side's disk can be behind.
  if (isBulk(file) && window > 1 && hasLane(peer)) return FILE_UNWRITTEN;
  if (acked > 0 || window === 1 || isBulk(file)) return window * block;
  return FILE_WINDOW * FILE_BLOCK + block;
}

/** To somebody who speaks `bulk`: what he has not asked for he would drop, and he asks as soon as he wants it. */
function isBulk({ block }: Outgoing): boolean {
  return block >= FILE_BULK_BLOCK;
}

/** A size that is a multiple of the block size has an empty block at its end. */
export function lastBlock({ size, block }: Outgoing): number {
  return Math.floor(size / block) * block;
}

/** What was on its way may be lost: one block from where it was confirmed shows what arrived. */
export function doubt(file: Outgoing): void {
  file.next = Math.min(file.acked, lastBlock(file));
  file.window = 1;
}

/** The other side said something of it. */
export function heard(core: Core, file: Outgoing): void {
  file.heard = true;
  file.taken = true;
  file.window = file.mostBlocks;
  file.patience = FILE_RESEND;
  file.signAt = core.now;
}
