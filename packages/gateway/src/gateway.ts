// The running account: takes the lock, opens the store, and joins tor, client and API, each undone in reverse.
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { TorchatError } from '@torchat/core';
import {
  backUp,
  type Client,
  openAccount,
  type OnionNetwork,
  type Scope,
  setUp,
  startClient,
} from '@torchat/core/node';
import type { AccountApi } from './api/account-api.ts';
import { createFeed } from './account/feed.ts';
import { heldLock } from './account/held-lock.ts';
import { makeKeyless } from './account/keyless.ts';
import { localAccount } from './account/local-account.ts';
import { joinStreams } from './account/tunnels.ts';
import { logEvents } from './account/log-events.ts';
import { type Forwarding, startForwarding } from './forward/forwarding.ts';
import { closeWith } from './close-with.ts';
import { createLog } from './log.ts';
import { openNetwork } from './network/open-network.ts';
import { ownDoor } from './network/own-door.ts';
import type { GatewayOptions } from './options.ts';

export interface Gateway extends AsyncDisposable {
  /** What the API offers, without the API. */
  readonly api: AccountApi;
  readonly client: Client;
  /** Null with `network: {mode: 'off'}`. */
  readonly network: OnionNetwork | null;
  /** Null without a network. */
  readonly forwarding: Forwarding | null;
  /** The socket file of the API, null when it is not served. */
  readonly socket: string | null;
  /** Sentences for the user about access rights that were too open and are right now. */
  readonly notices: readonly string[];
  /** Undoes everything, last first; idempotent. Rejects with an `AggregateError` where something could not be undone. */
  close(): Promise<void>;
  /** Resolves when everything is undone, whoever asked for it: null, or why the account could not go on. */
  readonly closed: Promise<TorchatError | null>;
}

/**
 * Resolves once the API answers; tor may still be starting, its progress is in `account().network`.
 * Throws `account_missing`, `account_locked`, `wrong_passphrase`, `store_damaged`, `store_newer`, `bad_request`, `cancelled`.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  if (options.ownId !== undefined) await makeKeyless(options.paths);
  return setUp(async (scope) => {
    closeWith(options.signal, scope);
    return compose(options, scope);
  });
}

async function compose(options: GatewayOptions, scope: Scope): Promise<Gateway> {
  const { paths, ownId, takeOver = false } = options;
  const log = createLog(process.env);
  await scope.use('lock', () => heldLock(paths));
  const account = await scope.use('store', async () => {
    const opened = await openAccount(paths, options.passphrase);
    return { value: opened, undo: () => opened.close() };
  });
  const { store, identity, notices } = account;
  const network = await scope.use('network', (closing) => openNetwork(options, closing));
  const listen = options.listen ?? (await ownDoor(paths));
  const onionKey = options.publish && ownId === undefined ? identity.expanded : null;
  const client = await scope.use('client', async () => {
    const id = ownId ?? identity.id;
    const { downloads } = paths;
    // Someone else's key: the words of this account lead to another.
    const voucherKey = ownId === undefined ? identity.voucherKey : null;
    // Whoever publishes it: the seal needs the key of the id, and only that.
    const sealKey = ownId === undefined ? identity.expanded : null;
    const keys = { onionKey, voucherKey, sealKey };
    const machine = hostname();
    const started = await startClient({
      id,
      store,
      network,
      listen,
      downloads,
      machine,
      takeOver,
      ...keys,
    });
    return { value: started, undo: () => started.close() };
  });
  const forwarding =
    network === null
      ? null
      : await scope.use('forwarding', () =>
          startForwarding({ client, network, logFile: join(paths.folder, 'shares.log') }),
        );
  const running = { name: paths.name, client, network };
  const feed = await scope.use('events', () => {
    const made = createFeed(running);
    return { value: made, undo: () => made.close() };
  });
  await scope.use('log of events', () => ({ value: undefined, undo: logEvents(feed, log) }));
  const closed = Promise.withResolvers<TorchatError | null>();

  let reason: TorchatError | null = null;

  /** For those who cannot wait for the end: whether it went well is heard by the one who calls `close`. */
  async function end(): Promise<void> {
    await scope.close().catch(() => undefined);
    closed.resolve(reason);
  }

  async function endWithClient(): Promise<void> {
    reason = await client.ended;
    await end();
  }

  scope.signal.addEventListener('abort', () => void end());
  void endWithClient();
  // A turn later, so that the answer to the wish is out.
  const shutdown = (): void => void setImmediate(() => void end());
  const api = localAccount({
    running,
    feed,
    closing: scope.signal,
    backUp: async (request) => ({
      ...(await backUp(account, request, scope.signal)),
      hasPhrase: account.hasPhrase,
    }),
    shutdown,
    tunnels: { forwarding, ownPorts: options.listen === undefined ? [] : [options.listen.port] },
  });
  const socket = options.serve
    ? await scope.use('api', async () => {
        // Loaded where it is served: a command that runs for a moment should not wait for it.
        const { serveApi } = await import('./server/serve-api.ts');
        return serveApi({ api, feed, log, join: joinStreams({ client, forwarding }), path: paths.socket });
      })
    : null;
  return {
    api,
    client,
    network,
    forwarding,
    socket,
    notices,
    close: () => scope.close(),
    closed: closed.promise,
    [Symbol.asyncDispose]: () => scope.close(),
  };
}
