// A legacy bridge: TorChat 0.9.9.553, which knows ids of 16 characters and SOCKS4a, on one side, today's Tor on the other.
import { createServer, type Server } from 'node:net';
import { TorchatError, type TorchatId } from '@torchat/core';
import {
  type Held,
  openAccount,
  type OnionNetwork,
  publishInBackground,
  type Scope,
  type ServiceTarget,
  setUp,
  VIRTUAL_PORT,
} from '@torchat/core/node';
import { heldLock } from '../account/held-lock.ts';
import { makeKeyless } from '../account/keyless.ts';
import { closeWith } from '../close-with.ts';
import { openNetwork } from '../network/open-network.ts';
import { ownDoor } from '../network/own-door.ts';
import { introductions } from './book/introductions.ts';
import { keptBook } from './book/kept-book.ts';
import type { EditableBook } from './control/requests.ts';
import { serveControl } from './control/serve-control.ts';
import { aliasDialler } from './dial/dial-alias.ts';
import { STREAMS } from './limits.ts';
import { socketsUntil } from './links/sockets-until.ts';
import { acceptStream, type World } from './links/inbound.ts';
import { connectProgram } from './links/outbound.ts';
import { unproven } from './links/unproven.ts';
import type { BridgeEvent, BridgeOptions } from './options.ts';
import { openSocksPort } from './socks/socks-port.ts';
import { tellSparingly } from './tell-sparingly.ts';
import { aliasOf } from './wire/alias.ts';

export interface Bridge extends AsyncDisposable {
  readonly id: TorchatId;
  /** What the old program calls itself: `own_hostname` in its torchat.ini. */
  readonly alias: TorchatId;
  readonly socksPort: number;
  readonly book: EditableBook;
  /** Sentences for the user about access rights that were too open and are right now. */
  readonly notices: readonly string[];
  /** Called with each event from now on; returns its undo. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** Idempotent. */
  close(): Promise<void>;
  /** Resolves when everything is undone, whoever asked for it. */
  readonly closed: Promise<void>;
}

/**
 * Resolves once both ports are open; tor may still be starting.
 * Throws `account_missing`, `account_locked`, `wrong_passphrase`, `store_damaged`, `store_newer`, `bad_request`, `cancelled`.
 */
export async function startBridge(options: BridgeOptions): Promise<Bridge> {
  if (options.ownId?.length === 16)
    throw new TorchatError('bad_id', 'The bridge leads to the Tor of today: its own id has 56 characters.');
  if (options.ownId !== undefined) await makeKeyless(options.paths);
  return setUp((scope) => compose(options, scope));
}

async function compose(options: BridgeOptions, scope: Scope): Promise<Bridge> {
  const { paths, clientPort } = options;
  const listeners = new Set<(event: BridgeEvent) => void>();
  const tell = tellSparingly((event) => {
    for (const listener of listeners) listener(event);
  });
  closeWith(options.signal, scope);
  await scope.use('lock', () => heldLock(paths));
  const account = await scope.use('store', async () => {
    const opened = await openAccount(paths, options.passphrase);
    return { value: opened, undo: () => opened.close() };
  });
  const network = await scope.use('network', (closing) => openNetwork(options, closing));
  if (network === null) throw new TorchatError('bad_request', 'A bridge needs a network: start it with tor.');

  const own = options.ownId ?? account.identity.id;
  const kept = keptBook(account.store, own);
  const known = introductions({ own, book: kept, learned: (alias) => tell({ type: 'learned', alias }) });
  const keep = socketsUntil(scope.signal);
  const world: World = { own, clientPort, introductions: known, unproven: unproven(), keep, tell };
  const door = options.listen ?? (await ownDoor(paths));
  const listen = await scope.use('door', () => openDoor(door, world));
  const dial = aliasDialler(network, known);
  const socksPort = await scope.use('socks', () =>
    openSocksPort({
      port: options.socksPort,
      virtualPort: VIRTUAL_PORT,
      keep,
      async serve(alias, gone, granted) {
        const dialled = await dial(alias, AbortSignal.any([gone, scope.signal]));
        if (dialled === null) return false;
        if (gone.aborted || scope.signal.aborted) dialled.stream.destroy();
        else connectProgram(granted(), keep(dialled.stream), dialled.id, world);
        return true;
      },
    }),
  );
  const book: EditableBook = {
    own,
    list: () => kept.list(),
    add: (id) => known.add(id),
    remove: (which) => known.remove(which),
  };
  await scope.use('control', () => serveControl(paths, book));
  await scope.use('network state', () => ({ value: undefined, undo: follow(network, tell) }));
  const onionKey = options.publish && options.ownId === undefined ? account.identity.expanded : null;
  publishInBackground(scope, network, { onionKey, listen }, (service) => tell({ type: 'service', service }));

  const closed = Promise.withResolvers<void>();
  scope.signal.addEventListener(
    'abort',
    () =>
      void scope.close().then(
        () => closed.resolve(),
        () => closed.resolve(),
      ),
  );
  return {
    id: own,
    alias: aliasOf(own),
    socksPort,
    book,
    notices: account.notices,
    subscribe(listener) {
      listeners.add(listener);
      listener({ type: 'network', network: network.state });
      return () => listeners.delete(listener);
    },
    close: () => scope.close(),
    closed: closed.promise,
    [Symbol.asyncDispose]: () => scope.close(),
  };
}

/** Where it listens, which is where tor has to bring what comes for our onion service. */
function openDoor(target: ServiceTarget, world: World): Promise<Held<ServiceTarget>> {
  const { promise, resolve, reject } = Promise.withResolvers<Held<ServiceTarget>>();
  const server: Server = createServer({ noDelay: true }, (stream) => acceptStream(world.keep(stream), world));
  server.maxConnections = STREAMS;
  server.on('error', (cause) =>
    reject(new TorchatError('bad_request', 'The port for streams from Tor cannot be opened.', { cause })),
  );
  server.listen('path' in target ? target.path : { port: target.port, host: '127.0.0.1' }, () => {
    const address = server.address();
    const value = typeof address === 'object' && address !== null ? { port: address.port } : target;
    resolve({ value, undo: () => new Promise((done) => void server.close(() => done())) });
  });
  return promise;
}

function follow(network: OnionNetwork, tell: (event: BridgeEvent) => void): () => void {
  return network.subscribe((state) => tell({ type: 'network', network: state }));
}
