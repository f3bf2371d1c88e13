// Tunnels of one account: contacts reach what is shared with them, and local ports lead to what contacts share with us.
import { type Forward, TorchatError } from '@torchat/core';
import type { Client, Held, OnionNetwork } from '@torchat/core/node';
import type { Socket } from 'node:net';
import { Door, type ForwardState } from './doors.ts';
import { RETRY_DOOR } from './limits.ts';
import { RunningTunnels } from './running.ts';
import { serveShares } from './serve-shares.ts';
import { carry } from './tcp/carry.ts';
import { openStream } from './open-stream.ts';
import { openUdpDoor } from './udp/udp-door.ts';
import { openTcpDoor } from './tcp/tcp-door.ts';

type ServiceOf = Pick<Forward, 'contact' | 'service'>;

export interface Forwarding {
  /** Opens the port, then keeps the forward. Rejects with `port_taken`, `service_exists`, `too_many`, `bad_request`. */
  add(forward: Forward): Promise<void>;
  /** Rejects with `unknown_service`. */
  remove(forward: Pick<Forward, 'kind' | 'host' | 'port'>): Promise<void>;
  states(): readonly ForwardState[];
  /**
   * Carries one paused connection of this machine to a contact's TCP service; `opened` is called at the contact's yes. Resolves
   * when all is over; rejects where it did not open, and leaves the connection to the caller then.
   */
  connect(local: Socket, target: ServiceOf, opened: () => void): Promise<boolean>;
}

export interface ForwardingOptions {
  readonly client: Pick<Client, 'command' | 'openTunnel' | 'setTunnelHandler' | 'view'>;
  readonly network: Pick<OnionNetwork, 'dial'>;
}

/** Resolves when every port of a forward was tried once; those that are taken are tried again. */
export async function startForwarding({ client, network }: ForwardingOptions): Promise<Held<Forwarding>> {
  const running = new RunningTunnels();
  const doors = new Map<string, Door>();
  client.setTunnelHandler(serveShares(running));

  function doorOf(forward: Forward): Door {
    const { contact, service, kind } = forward;
    if (kind === 'udp')
      return new Door(forward, () =>
        openUdpDoor({
          ...forward,
          open: (circuit, closed) =>
            running.opened(contact, (cut) =>
              openStream(
                { client, network },
                { contact, service, kind, circuit },
                AbortSignal.any([cut, closed]),
              ),
            ),
        }),
      );
    return new Door(forward, () =>
      openTcpDoor(forward, (local, traffic) =>
        running.run(contact, null, (cut) =>
          carry(local, { contact, service, kind }, { client, network }, cut, { traffic }),
        ),
      ),
    );
  }

  let reopening = false;

  async function reopen(): Promise<void> {
    if (reopening) return;
    reopening = true;
    for (const door of doors.values()) if (!door.state.open) await door.open().catch(() => undefined);
    reopening = false;
  }

  for (const forward of client.view().forwards) doors.set(nameOf(forward), doorOf(forward));
  await reopen();
  const timer = setInterval(() => void reopen(), RETRY_DOOR);

  return {
    value: {
      async add(forward) {
        if (doors.has(nameOf(forward)))
          throw new TorchatError('service_exists', 'This local port is forwarded already.');
        const door = doorOf(forward);
        await door.open();
        try {
          await client.command({ type: 'forward', forward });
        } catch (failure) {
          await door.close();
          throw failure;
        }
        doors.set(nameOf(forward), door);
      },
      async remove(forward) {
        await client.command({ type: 'unforward', forward });
        const name = nameOf(forward);
        await doors.get(name)?.close();
        doors.delete(name);
      },
      connect: (local, { contact, service }, opened) =>
        running.run(contact, null, (cut) =>
          carry(local, { contact, service, kind: 'tcp' }, { client, network }, cut, { opened }),
        ),
      states: () => Array.from(doors.values(), (door) => door.state),
    },
    async undo() {
      clearInterval(timer);
      client.setTunnelHandler(null);
      running.close();
      await Promise.all(Array.from(doors.values(), (door) => door.close()));
    },
  };
}

function nameOf({ kind, host, port }: Pick<Forward, 'kind' | 'host' | 'port'>): string {
  return `${kind} ${host} ${port}`;
}
