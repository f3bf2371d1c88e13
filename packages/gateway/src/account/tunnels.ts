// Shares and forwards of an account, as the API has them.
import { parseId, TorchatError, type Forward, type TorchatId } from '@torchat/core';
import type { Client } from '@torchat/core/node';
import type { AccountApi } from '../api/account-api.ts';
import type { ApiForward } from '../api/schemas/tunnel.ts';
import { checkListened, checkShared } from '../forward/addresses.ts';
import { type ForwardState, NO_LOAD } from '../forward/doors.ts';
import type { Forwarding } from '../forward/forwarding.ts';
import type { JoinStream } from '../server/streams.ts';
import { unknownContact } from './view.ts';

type TunnelApi = Pick<
  AccountApi,
  'shares' | 'putShare' | 'removeShare' | 'forwards' | 'addForward' | 'removeForward'
>;

export interface TunnelOptions {
  readonly client: Client;
  /** Null without a network: then lists are changed, and nothing is opened. */
  readonly forwarding: Forwarding | null;
  /** TCP ports of this program. */
  readonly ownPorts: readonly number[];
}

/** Leads connections of the API to contacts' services. */
export function joinStreams({ client, forwarding }: Omit<TunnelOptions, 'ownPorts'>): JoinStream {
  return async ({ contact, service }, local, opened) => {
    const id = listedIn(client, contact);
    if (forwarding === null)
      throw new TorchatError('contact_offline', 'This account runs without a network: nobody is reached.');
    await forwarding.connect(local, { contact: id, service }, opened);
  };
}

export function tunnelApi({ client, forwarding, ownPorts }: TunnelOptions): TunnelApi {
  const listed = (text: string): TorchatId => listedIn(client, text);

  function states(): readonly ForwardState[] {
    return forwarding?.states() ?? client.view().forwards.map(closed);
  }

  return {
    shares: async () => client.view().shares.map((share) => ({ ...share })),
    async putShare({ exposeLan = false, ...share }) {
      checkShared(share, exposeLan, ownPorts);
      const known = { ...share, with: share.with.map(listed) };
      await client.command({ type: 'share', share: known });
      return known;
    },
    async removeShare(name) {
      await client.command({ type: 'unshare', name });
    },
    forwards: async () => states().map(viewOf),
    async addForward({ expose = false, contact, host = '127.0.0.1', redundant = false, ...asked }) {
      checkListened({ host, port: asked.port }, expose);
      const id = listed(contact);
      const kind = asked.kind ?? offeredKind(client, id, asked.service);
      const forward: Forward = {
        kind,
        host,
        port: asked.port,
        contact: id,
        service: asked.service,
        redundant,
      };
      if (forwarding === null) await client.command({ type: 'forward', forward });
      else await forwarding.add(forward);
      const name = nameOf(forward);
      return viewOf(states().find((state) => nameOf(state.forward) === name) ?? closed(forward));
    },
    async removeForward(name) {
      const found = states().find((state) => nameOf(state.forward) === name);
      if (found === undefined)
        throw new TorchatError('unknown_service', 'No forward has this name: they are listed with theirs.');
      if (forwarding === null) await client.command({ type: 'unforward', forward: found.forward });
      else await forwarding.remove(found.forward);
    },
  };
}

export function listedIn(client: Client, text: string): TorchatId {
  const id = parseId(text);
  if (client.contact(id)?.relation !== 'listed') throw unknownContact();
  return id;
}

function offeredKind(client: Client, contact: TorchatId, service: string): Forward['kind'] {
  const offered = client.contact(contact)?.services.find(({ name }) => name === service);
  if (offered !== undefined) return offered.kind;
  throw new TorchatError(
    'unknown_service',
    'The contact has not offered this service while it was online: say whether it is tcp or udp.',
  );
}

function nameOf({ kind, host, port }: Pick<Forward, 'kind' | 'host' | 'port'>): string {
  return `${kind}:${host}:${port}`;
}

function closed(forward: Forward): ForwardState {
  return {
    forward,
    open: false,
    why: 'The account is not running.',
    ...NO_LOAD,
  };
}

function viewOf({ forward, ...state }: ForwardState): ApiForward {
  return { id: nameOf(forward), ...forward, ...state };
}
