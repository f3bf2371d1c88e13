// SOCKS ports of an account, and what contacts may take of its shares, as the API has them.
import { type ShareLimit, type SocksPort, TorchatError, type TunnelSettings } from '@torchat/core';
import type { AccountApi } from '../api/account-api.ts';
import type { ApiShareLimit, ApiSocksPort } from '../api/schemas/tunnel-settings.ts';
import { checkListened } from '../forward/addresses.ts';
import { NO_LOAD } from '../forward/doors.ts';
import type { SocksState } from '../forward/forwarding.ts';
import { listedIn, type TunnelOptions } from './tunnels.ts';

type TunnelSettingsApi = Pick<
  AccountApi,
  'socks' | 'addSocks' | 'removeSocks' | 'shareLimits' | 'putShareLimit' | 'shareLog' | 'setShareLog'
>;

export function tunnelSettingsApi({
  client,
  forwarding,
}: Omit<TunnelOptions, 'ownPorts'>): TunnelSettingsApi {
  const settings = (): TunnelSettings => client.view().tunnelSettings;

  async function change(changed: Partial<TunnelSettings>): Promise<void> {
    await client.command({ type: 'tunnel_settings', settings: { ...settings(), ...changed } });
  }

  const states = (): readonly SocksState[] => forwarding?.socks() ?? settings().socks.map(closed);

  return {
    socks: async () => states().map(viewOf),
    async addSocks({ host = '127.0.0.1', port, expose = false }) {
      checkListened({ host, port }, expose);
      const kept = { host, port };
      const exists = states().some((state) => nameOf(state) === nameOf(kept));
      if (exists) throw new TorchatError('service_exists', 'This local port is open already.');
      if (forwarding === null) await change({ socks: [...settings().socks, kept] });
      else await forwarding.addSocks(kept);
      return viewOf(states().find((state) => nameOf(state) === nameOf(kept)) ?? closed(kept));
    },
    async removeSocks(name) {
      const found = states().find((state) => nameOf(state) === name);
      if (found === undefined)
        throw new TorchatError('unknown_service', 'There is no SOCKS port at this address.');
      if (forwarding !== null) return forwarding.removeSocks(found);
      await change({ socks: settings().socks.filter((port) => nameOf(port) !== name) });
    },
    shareLimits: async () => settings().limits.map(limitView),
    async putShareLimit({ contact, connections = null, bytesPerSecond = null, bytesPerDay = null }) {
      const id = listedIn(client, contact);
      const others = settings().limits.filter((other) => other.contact !== id);
      // Another bound is no other day.
      const spent = settings().limits.find((other) => other.contact === id)?.spent ?? null;
      const limit = { contact: id, connections, bytesPerSecond, bytesPerDay, spent };
      const none = connections === null && bytesPerSecond === null && bytesPerDay === null;
      await change({ limits: none ? others : [...others, limit] });
      return limitView(limit);
    },
    shareLog: async () => ({ on: settings().log }),
    async setShareLog({ on }) {
      await change({ log: on });
      return { on };
    },
  };
}

function nameOf({ host, port }: SocksPort): string {
  return `${host}:${port}`;
}

function closed(port: SocksPort): SocksState {
  return { ...port, open: false, why: 'The account is not running.', ...NO_LOAD };
}

function limitView({ contact, connections, bytesPerSecond, bytesPerDay }: ShareLimit): ApiShareLimit {
  return { contact, connections, bytesPerSecond, bytesPerDay };
}

function viewOf({ host, port, open, why, active, sent, got }: SocksState): ApiSocksPort {
  return { id: nameOf({ host, port }), host, port, open, why, active, sent, got };
}
