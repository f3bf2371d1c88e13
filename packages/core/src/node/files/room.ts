// How full the disk may get by what others send us: texts, and the account with them, need a place, too.
import { statfs } from 'node:fs/promises';

/** Bytes that received files leave free. */
const KEPT_FREE = 16 << 20;
/** So many bytes may be written between two looks: other programs fill the disk meanwhile. */
export const LOOK_AFTER = 4 << 20;

/** Bytes that received files may still take below this folder; below 0 where others took more. */
export async function roomIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize - KEPT_FREE;
}
