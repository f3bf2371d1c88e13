// What a scenario may ask for to be exported.
import type { Carries } from '../world/sim-world.ts';

/** What only the engine itself could do, such as killing a node of the Tor network, is left out. */
export const fleetCarries: Carries = {
  kinds: new Set(['ours']),
  deeds: new Set(['chat', 'file', 'forward', 'status', 'add', 'remove']),
  faults: new Set(['restart', 'killed', 'tor_killed', 'suspended', 'link_cut', 'twin']),
  checks: new Set([
    'texts',
    'files',
    'forwards',
    'online_within',
    'online_at_end',
    'recovery_within',
    'memory_under',
    'traffic_under',
    'connections',
    'violations',
    'twins',
  ]),
  limits: true,
};
