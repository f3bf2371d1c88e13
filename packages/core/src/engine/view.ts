// What a screen sees of the engine's state: copies, never the state itself.
import type { TorchatId } from '../identity/id.ts';
import type { Contact, Message } from '../model.ts';
import { ownAvatar } from './profile.ts';
import { isMute, sealView } from './seal/pin.ts';
import type { Core, Peer } from './state.ts';
import type { AccountView, ContactView } from './io/view.ts';

export function view(core: Core): AccountView {
  const contacts: ContactView[] = [];
  for (const peer of core.peers.values())
    if (peer.contact !== null) contacts.push(viewOf(peer, peer.contact));
  const { id, profile, status, settings, reachability, shares, forwards, tunnelSettings } = core;
  const { returningUntil } = core.vouching.book;
  return {
    id,
    profile,
    avatar: ownAvatar(core),
    status,
    settings,
    reachability,
    returningUntil,
    twin: core.twin?.phase === 'found' ? { machine: core.twin.other } : null,
    contacts,
    shares,
    forwards,
    tunnelSettings,
  };
}

export function contactView(core: Core, id: TorchatId): ContactView | null {
  const peer = core.peers.get(id);
  return peer?.contact == null ? null : viewOf(peer, peer.contact);
}

/** A message of the store, with what the running session knows of it. */
export function shown(core: Core, message: Message): Message {
  if (message.state !== 'waiting') return message;
  const peer = core.peers.get(message.contact);
  const last = peer?.open[peer.flushed - 1];
  return last !== undefined && message.key <= last.message.key ? { ...message, state: 'sent' } : message;
}

function viewOf(peer: Peer, contact: Contact): ContactView {
  const { client, version } = peer.greeting;
  return {
    ...contact,
    presence: peer.presence,
    seal: sealView(peer),
    unread: peer.unread.length,
    waiting: peer.open.length,
    services: peer.tunnels.services,
    // Of one that has yet to seal, anybody could have said it.
    client: client === '' || isMute(peer) ? '' : `${client} ${version}`.trim(),
  };
}
