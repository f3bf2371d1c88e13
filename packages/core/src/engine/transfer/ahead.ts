// Blocks that overtook others on a faster lane: kept in memory, within bounds, until those before them are here.
import { FILE_UNWRITTEN } from '../timing.ts';
import type { Incoming } from './state.ts';

/** False where it is further ahead than anybody honest sends. */
export function holdAhead(file: Incoming, offset: number, bytes: Uint8Array): boolean {
  const { ahead } = file;
  if (ahead.has(offset)) return true;
  if (file.aheadBytes + bytes.length > FILE_UNWRITTEN) return false;
  ahead.set(offset, bytes);
  file.aheadBytes += bytes.length;
  return true;
}

/** It came once more, by itself. */
export function dropAhead(file: Incoming, offset: number): void {
  file.aheadBytes -= file.ahead.get(offset)?.length ?? 0;
  file.ahead.delete(offset);
}

/** What is kept of the first byte that is missing, and on from there; null where there is nothing. */
export function takeAhead(file: Incoming): Uint8Array | null {
  const bytes = file.ahead.get(file.expected);
  if (bytes === undefined) return null;
  dropAhead(file, file.expected);
  return bytes;
}
