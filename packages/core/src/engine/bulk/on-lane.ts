// What a lane brings: room for more blocks, blocks of the other side, its end.
import { decodePlain } from '../../messages/index.ts';
import type { Input } from '../io/input.ts';
import type { Core } from '../state.ts';
import { onLaneLost, pumpFiles } from '../transfer/on-file.ts';
import { onFiledata } from '../transfer/receive/blocks.ts';
import { badLane, lostLane } from './open.ts';
import type { Lane } from './state.ts';

/** Takes what concerns a lane; false for everything else. */
export function onLane(core: Core, input: Input): boolean {
  if (!('link' in input)) return false;
  const lane = core.lanes.get(input.link);
  if (lane === undefined) return false;
  if (input.type === 'lane_room') {
    lane.upTo = Math.max(lane.upTo, input.upTo);
    lane.peer.lanes.failures = 0;
    pumpFiles(core, lane.peer);
  } else if (input.type === 'lane_frame') onFrame(core, lane, input);
  else if (input.type === 'closed') {
    const stood = lane.upTo > 0;
    lostLane(core, lane);
    if (stood) onLaneLost(core, lane.peer);
  }
  return true;
}

function onFrame(core: Core, lane: Lane, { head, bytes }: Extract<Input, { type: 'lane_frame' }>): void {
  const decoded = decodePlain(head);
  if (decoded.ok && decoded.message.command === 'filedata')
    onFiledata(core, lane.peer, { ...decoded.message, bytes }, 'lane');
  else badLane(core, lane, 'it says something else than blocks where only blocks go');
}
