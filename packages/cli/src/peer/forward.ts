// The peer interface's `share` and `forward`: a port of ours for contacts, and a contact's service as a local port.
import { parseId, TorchatError } from '@torchat/core';
import type { Client } from '@torchat/core/node';
import type { Gateway } from '@torchat/gateway';
import { parseAddress } from '../client/address.ts';
import type { PeerEvent } from './report.ts';

export interface ForwardWish {
  /** `8080` or `127.0.0.1:8080`. */
  readonly local: string;
  readonly id: string;
  readonly service: string;
}

export interface ShareWish {
  readonly service: string;
  readonly local: string;
  /** All who may, in place of those before. */
  readonly ids: readonly string[];
}

/** TCP, of loopback alone. */
export async function shareService(
  api: Gateway['api'],
  { service, local, ids }: ShareWish,
): Promise<PeerEvent> {
  const { host, port } = parseAddress(local, '127.0.0.1');
  if (host !== '127.0.0.1')
    throw new TorchatError('bad_request', 'A driven client shares ports of 127.0.0.1 alone.');
  await api.putShare({ name: service, kind: 'tcp', host, port, with: ids.map(parseId) });
  return { ev: 'share', service };
}

/** Of the kind that the contact offers; TCP where it has not said so yet. Loopback alone. */
export async function openForward(
  client: Client,
  forwarding: Gateway['forwarding'],
  { local, id, service }: ForwardWish,
): Promise<PeerEvent> {
  const contact = parseId(id);
  const { host, port } = parseAddress(local, '127.0.0.1');
  if (host !== '127.0.0.1')
    throw new TorchatError('bad_request', 'A driven client listens on 127.0.0.1 alone.');
  if (forwarding === null) throw new TorchatError('contact_offline', 'This client has no network.');
  const offered = client.contact(contact)?.services.find(({ name }) => name === service);
  const kind = offered?.kind ?? 'tcp';
  await forwarding.add({ kind, host, port, contact, service, redundant: false });
  return { ev: 'forward', local, addr: contact, service, state: 'open' };
}
