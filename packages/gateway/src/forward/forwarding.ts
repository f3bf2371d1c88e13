// Tunnels of one account: contacts reach what is shared with them, and local ports lead to what contacts share with us.
import type { Forward, SocksPort, TunnelSettings } from '@torchat/core';
import type { Client, Held, OnionNetwork } from '@torchat/core/node';
import type { Socket } from 'node:net';
import { type DoorState, Doors, type Doorway, type ForwardState } from './doors.ts';
import { KEEP_SPENT, RETRY_DOOR } from './limits.ts';
import { openLocalServer } from './local-server.ts';
import { openStream, type OpenedStream, type Target } from './open-stream.ts';
import { Quotas } from './quota/quotas.ts';
import { RunningTunnels } from './running.ts';
import { serveShares } from './serve-shares.ts';
import { shareLog } from './share-log.ts';
import { openSocksDoor } from './socks/socks-door.ts';
import { carry, type CarryOptions } from './tcp/carry.ts';
import { reset } from './tcp/reset.ts';
import { openUdpDoor } from './udp/udp-door.ts';

type ServiceOf = Pick<Forward, 'contact' | 'service'>;
type Place = Pick<Forward, 'kind' | 'host' | 'port'>;

export interface SocksState extends DoorState, SocksPort {}

export interface Forwarding {
  /** Opens the port, then keeps the forward. Rejects with `port_taken`, `service_exists`, `too_many`, `bad_request`. */
  add(forward: Forward): Promise<void>;
  /** Rejects with `unknown_service`. */
  remove(forward: Place): Promise<void>;
  states(): readonly ForwardState[];
  /** Opens a SOCKS5 port, then keeps it. Rejects as `add` does. */
  addSocks(port: SocksPort): Promise<void>;
  removeSocks(port: SocksPort): Promise<void>;
  socks(): readonly SocksState[];
  /**
   * Carries one paused connection of this machine to a contact's TCP service; `opened` is called at the contact's yes. Resolves
   * when all is over; rejects where it did not open, and leaves the connection to the caller then.
   */
  connect(local: Socket, target: ServiceOf, opened: () => void): Promise<boolean>;
}

export interface ForwardingOptions {
  readonly client: Pick<Client, 'command' | 'openTunnel' | 'setTunnelHandler' | 'subscribe' | 'view'>;
  readonly network: Pick<OnionNetwork, 'dial'>;
  /** The file of the log of who opened what, written where the user wants it. */
  readonly logFile: string;
}

/** Resolves when every port was tried once; those that are taken are tried again. */
export async function startForwarding({
  client,
  network,
  logFile,
}: ForwardingOptions): Promise<Held<Forwarding>> {
  const running = new RunningTunnels();
  const settings = (): TunnelSettings => client.view().tunnelSettings;
  const log = shareLog(logFile, () => settings().log);
  const quotas = new Quotas(settings, (contact) => {
    log.tell('spent', contact, null);
    running.cutShares(contact);
    void keepSpent();
  });
  async function keepSpent(): Promise<void> {
    const limits = quotas.spentLimits();
    if (limits === null) return;
    // Where it cannot be kept now it is tried again.
    const kept = client.command({ type: 'tunnel_settings', settings: { ...settings(), limits } });
    await kept.catch(() => undefined);
  }
  client.setTunnelHandler(serveShares({ running, quotas, log }));
  const unsubscribe = client.subscribe((event) => {
    if (event.type === 'tunnel_settings') quotas.changed();
  });

  function carried(local: Socket, { contact, service }: ServiceOf, options: CarryOptions): Promise<boolean> {
    return running.run(contact, null, (cut) =>
      carry(local, { contact, service, kind: 'tcp' }, { client, network }, cut, options),
    );
  }

  function opened(target: Target, closed: AbortSignal): Promise<OpenedStream> {
    return running.opened(target.contact, (cut) =>
      openStream({ client, network }, target, AbortSignal.any([cut, closed])),
    );
  }

  function openForward(forward: Forward): Promise<Held<Doorway>> {
    const { contact, service, kind } = forward;
    if (kind === 'tcp')
      return openLocalServer(forward, (local, traffic) => {
        carried(local, forward, { traffic }).catch(() => reset(local));
      });
    const open = (circuit: string, closed: AbortSignal): Promise<OpenedStream> =>
      opened({ contact, service, kind, circuit }, closed);
    return openUdpDoor({ ...forward, open });
  }

  function openSocks(port: SocksPort): Promise<Held<Doorway>> {
    return openSocksDoor({
      ...port,
      contacts: () => client.view().contacts,
      carry: (local, to, traffic, granted) => carried(local, to, { traffic, opened: granted }),
      open: (to, closed) => opened({ ...to, kind: 'udp' }, closed),
    });
  }

  function keepSocks(change: (all: readonly SocksPort[]) => readonly SocksPort[]): Promise<unknown> {
    const changed = { ...settings(), socks: change(settings().socks) };
    return client.command({ type: 'tunnel_settings', settings: changed });
  }

  const forwards = new Doors<Forward>(nameOf, openForward);
  const socks = new Doors<SocksPort>(nameOf, openSocks);
  await forwards.begin(client.view().forwards);
  await socks.begin(settings().socks);
  const timers = [
    setInterval(() => void forwards.reopen().then(() => socks.reopen()), RETRY_DOOR),
    setInterval(() => void keepSpent(), KEEP_SPENT),
  ];

  return {
    value: {
      add: (forward) => forwards.add(forward, () => client.command({ type: 'forward', forward })),
      async remove(forward) {
        await client.command({ type: 'unforward', forward });
        await forwards.remove(nameOf(forward));
      },
      states: () => forwards.states((forward, state) => ({ forward, ...state })),
      addSocks: (port) => socks.add(port, () => keepSocks((all) => [...all, port])),
      async removeSocks(port) {
        await keepSocks((all) => all.filter((other) => nameOf(other) !== nameOf(port)));
        await socks.remove(nameOf(port));
      },
      socks: () => socks.states((port, state) => ({ ...port, ...state })),
      connect: (local, target, yes) => carried(local, target, { opened: yes }),
    },
    async undo() {
      for (const timer of timers) clearInterval(timer);
      client.setTunnelHandler(null);
      unsubscribe();
      running.close();
      await keepSpent();
      quotas.close();
      await Promise.all([forwards.close(), socks.close()]);
    },
  };
}

function nameOf({ kind = 'socks', host, port }: SocksPort & { readonly kind?: string }): string {
  return `${kind} ${host} ${port}`;
}
