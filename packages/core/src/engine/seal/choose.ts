// What the user decides about a contact that comes without the seal it had.
import { putContact } from '../core.ts';
import { greetOn } from '../greet-on.ts';
import { settle } from '../handshake.ts';
import type { Command, Reply } from '../io/command.ts';
import type { Core, Peer } from '../state.ts';
import { isMute, tellSeal } from './pin.ts';

/** The user's word on a contact that is held. */
export function chooseSeal(
  core: Core,
  peer: Peer,
  choice: Extract<Command, { type: 'seal' }>['choice'],
): Reply {
  const { contact } = peer;
  if (contact?.pinned !== true)
    return {
      ok: false,
      code: 'bad_request',
      message: 'This contact was never sealed: there is nothing to decide.',
    };
  if (choice === 'unpin') {
    peer.unsealed = 'none';
    putContact(core, peer, { ...contact, pinned: false });
  } else {
    if (peer.sealing.proven)
      return {
        ok: false,
        code: 'bad_request',
        message: 'This contact is sealed: there is nothing to accept.',
      };
    peer.unsealed = 'accepted';
  }
  tellSeal(core, peer);
  goOn(core, peer);
  return { ok: true };
}

/** What was held back is said now; what the contact said of itself meanwhile was not kept. */
function goOn(core: Core, peer: Peer): void {
  if (isMute(peer) || peer.out === null || peer.in === null || peer.out.answered.length === 0) return;
  if (peer.state !== 'handshake') return;
  greetOn(core, peer);
  settle(core, peer);
}
