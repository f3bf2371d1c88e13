// The other side of a file with the extension `file`, and what the stage said to it.
import { toySum } from '../../../src/testing/world/drive.ts';
import { type Scene, scene } from './paper.ts';

const MODERN = { supports: 'delivery file' } as const;

export function modernScene(): Scene {
  return scene(MODERN);
}

/** Both connections break, or the program was started again; and the contact comes back. */
export function meetsAgain({ stage, friend }: Scene, after = 5000): void {
  if (stage.core.peers.get(friend.id)?.state === 'online') friend.vanish();
  if (!stage.core.network) stage.online();
  stage.pass(after);
  friend.meet(MODERN);
}

/** Lines about files that the stage said on its own connection. */
export function said({ friend }: Scene): string[] {
  return friend.heard().filter((line) => line.startsWith('file'));
}

export function digestLine(id: string, bytes: Uint8Array): string {
  return `file_digest ${id} ${toySum(bytes)}`;
}
