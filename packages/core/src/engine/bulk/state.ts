// Streams beside a session that carry the blocks of files (extension `bulk`): frames instead of lines, on circuits of their own.
import type { LinkId } from '../io/keys.ts';
import type { Peer } from '../state.ts';

export interface Lane {
  readonly link: LinkId;
  readonly peer: Peer;
  /** Which of those that we dialled it is, and whose end we decide; null where the other side did. */
  readonly circuit: number | null;
  /** Bytes given to it, and how many may be: what the other side has, and its window beyond that. 0 until it stands. */
  sent: number;
  upTo: number;
}

export interface PeerLanes {
  readonly all: Set<Lane>;
  /** Dials of lanes in a row that came to nothing. */
  failures: number;
  /** Blocks of files sent to it, by whatever way. */
  turns: number;
}

export function newLanes(): PeerLanes {
  return { all: new Set(), failures: 0, turns: 0 };
}

export function hasLane({ lanes }: Peer): boolean {
  for (const { upTo } of lanes.all) if (upTo > 0) return true;
  return false;
}

/** The one with the most room; null where none has any. */
export function freeLane({ lanes }: Peer): Lane | null {
  let free: Lane | null = null;
  let room = 0;
  for (const lane of lanes.all)
    if (lane.upTo - lane.sent > room) {
      free = lane;
      room = lane.upTo - lane.sent;
    }
  return free;
}
