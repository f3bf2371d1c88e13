// A bridge over the mock of tor, with a program of old behind it.
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type MockClient, type MockNet } from '@torchat/tor-manager/testing';
import type { TorchatId } from '@torchat/core';
import { type Bridge, startBridge } from '../../../src/bridge/bridge.ts';
import type { BridgeEvent } from '../../../src/bridge/options.ts';
import { someAccount } from '../../support/accounts.ts';
import { type Legacy, legacyClient } from './legacy.ts';

export interface Bridged extends AsyncDisposable {
  readonly bridge: Bridge;
  readonly old: Legacy;
  readonly network: MockClient;
  readonly events: readonly BridgeEvent[];
  /** Resolves when one event has these fields, now or later. */
  event(wanted: Partial<Record<string, unknown>>): Promise<BridgeEvent>;
}

type Account = Awaited<ReturnType<typeof someAccount>>;

/** Resolves once its onion service is published. */
export async function bridged(net: MockNet, account?: Account): Promise<Bridged> {
  const { paths } = account ?? (await someAccount(`b${randomBytes(3).toString('hex')}`));
  const old = await legacyClient(() => ({ own: bridge.alias, socksPort: bridge.socksPort }));
  const network = net.client();
  const bridge = await startBridge({
    paths,
    passphrase: null,
    network: { mode: 'given', network },
    publish: true,
    clientPort: old.port,
    socksPort: 0,
  });
  const events: BridgeEvent[] = [];
  const looks = new Set<() => void>();
  bridge.subscribe((event) => {
    events.push(event);
    for (const look of looks) look();
  });
  const made: Bridged = {
    bridge,
    old,
    network,
    events,
    event(wanted) {
      const { promise, resolve } = Promise.withResolvers<BridgeEvent>();
      const look = (): void => {
        const found = events.find((event) =>
          Object.entries(wanted).every(([key, value]) => Reflect.get(event, key) === value),
        );
        if (found === undefined) return;
        looks.delete(look);
        resolve(found);
      };
      looks.add(look);
      look();
      return promise;
    },
    async [Symbol.asyncDispose]() {
      await bridge.close();
      await old.close();
    },
  };
  await made.event({ type: 'service', service: 'published' });
  return made;
}

/** A stream of a stranger to the onion service of `id`, and what comes of it. */
export async function stranger(net: MockNet, id: TorchatId): Promise<Socket> {
  const socket = await net.client().dial(id, 11_009, { isolation: 'stranger', deadline: 5_000 });
  socket.on('error', () => undefined);
  return socket;
}

export function closed(socket: Socket): Promise<void> {
  socket.resume();
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** What comes back on the SOCKS port until it closes, at most `bytes` of it. */
export function askSocks(port: number, request: Buffer, bytes = Infinity): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      parts.push(part);
      if (Buffer.concat(parts).length >= bytes) socket.destroy();
    });
    socket.once('close', () => resolve(Buffer.concat(parts)));
  });
}

export function socksFor(host: string, port = 11_009): Buffer {
  return Buffer.concat([Buffer.of(4, 1, port >> 8, port & 0xff, 0, 0, 0, 1, 0), Buffer.from(`${host}\0`)]);
}
