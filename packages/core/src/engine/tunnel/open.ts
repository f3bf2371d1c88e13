// The user opens a tunnel to a contact's service: what goes on the wire first, and what has to come back.
import { encodeLine } from '../../messages/index.ts';
import { frameKeys, okMac, openMac } from '../../tunnel/proof.ts';
import { isListed } from '../core.ts';
import type { Reply, TunnelOpening } from '../io/command.ts';
import type { Core, Peer } from '../state.ts';
import type { PeerTunnels } from './state.ts';

export function openTunnel(core: Core, peer: Peer, service: string): Reply {
  const { got, services } = peer.tunnels;
  if (!isListed(peer))
    return { ok: false, code: 'unknown_contact', message: 'There is no such contact on your list.' };
  if (got === null)
    return {
      ok: false,
      code: 'contact_offline',
      message: 'The contact has not been online, or offers nothing: it is tried again when it is there.',
    };
  const offered = services.find(({ name }) => name === service);
  if (offered === undefined)
    return { ok: false, code: 'unknown_service', message: 'The contact does not offer this service.' };
  return { ok: true, tunnel: { kind: offered.kind, ...openingOf(core, peer, got, service) } };
}

/** With the next number of this key. */
export function openingOf(
  core: Core,
  peer: Peer,
  got: NonNullable<PeerTunnels['got']>,
  service: string,
): Omit<TunnelOpening, 'kind'> {
  const nonce = ++got.nonce;
  const opening = { opener: core.id, owner: peer.id, service, nonce };
  const mac = openMac(got.key, opening);
  return {
    line: encodeLine({ command: 'tunnel_open', id: core.id, service, nonce, mac }),
    ok: okMac(got.key, opening),
    keys: frameKeys(got.key, opening),
  };
}
