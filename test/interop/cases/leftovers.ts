// What must not be on any disk when nothing is under way any more.
import type { Pair } from './pair.ts';

/** The name of files whose receiver is killed: a legacy client never looks again for what it had of them. */
export const ABANDONED = 'abandoned.bin';

/** Unfinished files: the legacy client's, and ours. */
export async function leftovers({ ours, theirs }: Pair): Promise<readonly string[]> {
  const paths = (await Promise.all([ours.files(), theirs.files()])).flat();
  return paths.filter(
    (path) => path.endsWith('.part') || (path.includes('torchat_incoming_') && !path.endsWith(ABANDONED)),
  );
}
