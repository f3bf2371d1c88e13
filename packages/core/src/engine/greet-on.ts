// What we say of ourselves behind our introduction: in the open, or under the seal.
import type { Core, Peer } from './state.ts';
import { isListed, tell } from './core.ts';
import { greetWithAvatar, sendProfile } from './profile.ts';

/** The rest of the greeting; its `status` comes last and completes it. */
export function greetOn(core: Core, peer: Peer): void {
  peer.greeted = true;
  sendProfile(core, peer, { always: false });
  greetWithAvatar(core, peer);
  // Who removed us is not talked into taking us back: adding him again is up to the user.
  if (isListed(peer) && peer.contact?.removedUs !== true) tell(core, peer, { command: 'add_me' });
  tell(core, peer, { command: 'status', status: core.status });
}
