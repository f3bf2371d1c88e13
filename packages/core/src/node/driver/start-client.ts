// A running client: opens its door, publishes its onion service, and keeps the engine informed of the network.
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { twinKeyOf } from '../../engine/twin/proof.ts';
import type { OwnTwin } from '../../engine/twin/state.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Event } from '../../engine/io/event.ts';
import { TorchatError } from '../../errors.ts';
import type { Random } from '../../ports.ts';
import type { Client, ClientOptions, TunnelHandler } from '../client.ts';
import { FileDesk } from '../files/desk.ts';
import { ownMark } from '../files/names.ts';
import type { NetworkState, ServiceState, ServiceTarget } from '../network.ts';
import { createScope } from '../scope.ts';
import { wallClock } from './clock.ts';
import { Driver } from './driver.ts';
import { nodeMd5 } from './node-md5.ts';
import { openOwnService, type OwnService } from './own-service.ts';
import { VIRTUAL_PORT } from './publish.ts';
import { nodeSealCrypto } from './seal-crypto.ts';

/** Strangers' connections are bounded by the engine; this bounds what reaches it. */
const MAX_ACCEPTED = 8192;
/** A flood that comes faster than it is looked at must not turn a contact away: a full unix socket refuses at once. */
const BACKLOG = 2048;

const nodeRandom: Random = { bytes: (length) => randomBytes(length) };

/** Resolves when the door is open; tor may still be on its way. Throws what the store's `load` throws. */
export async function startClient(options: ClientOptions): Promise<Client> {
  const { id, store, network, random = nodeRandom, voucherKey = null, sealKey = null } = options;
  const twin = ownTwin(options);
  const scope = createScope();
  const clock = wallClock();
  const listeners = new Set<(event: Event) => void>();
  const serviceListeners = new Set<(state: ServiceState | 'off') => void>();
  const ended = Promise.withResolvers<TorchatError | null>();
  let service: ServiceState | 'off' = 'off';
  let ownService: OwnService | null = null;
  let tunnels: TunnelHandler | null = null;

  const snapshot = store.load();
  const seal = sealKey === null ? null : { onionKey: sealKey, crypto: nodeSealCrypto };
  const engine = createEngine({
    id,
    snapshot,
    random,
    now: clock(),
    md5: nodeMd5,
    voucherKey,
    seal,
    twin,
  });
  const driver = new Driver({
    engine,
    store,
    clock,
    dial: ({ link, id: peer, deadline, apart = false, ...how }, signal) => {
      if (network === null)
        return Promise.reject(new TorchatError('internal', 'There is no network to dial on.'));
      const isolation = apart ? `look ${link}` : `chat ${peer}`;
      const { probing = false, once = false, refetch = false } = how;
      return network.dial(peer, VIRTUAL_PORT, { isolation, probing, once, refetch, deadline, signal });
    },
    dialLane: ({ id: peer, circuit, deadline }, signal) => {
      if (network === null)
        return Promise.reject(new TorchatError('internal', 'There is no network to dial on.'));
      return network.dial(peer, VIRTUAL_PORT, { isolation: `file ${peer} ${circuit}`, deadline, signal });
    },
    onEvent: (event) => {
      for (const listener of listeners) listener(event);
    },
    onFile: (output) => desk.perform(output),
    onTunnel: (tunnel) => {
      if (tunnels === null) tunnel.socket.destroy();
      else tunnels.arrived(tunnel);
    },
    onTunnelsCut: ({ id, service }) => tunnels?.cut(id, service),
    onService: (wish) => ownService?.[wish](),
    onFatal: (error) => void closeAfter(error),
  });
  const desk = new FileDesk({
    folder: options.downloads ?? null,
    mark: ownMark(id),
    put: (input) => driver.put(input),
  });
  await desk.open(snapshot.files, snapshot.contacts);

  function onService(state: ServiceState | 'off'): void {
    if (service !== state) {
      service = state;
      for (const listener of serviceListeners) listener(state);
    }
    if (state === 'published') driver.put({ type: 'published' });
  }

  /** What cannot be undone now is less than what happened. */
  async function closeAfter(why: TorchatError): Promise<void> {
    await close(why).catch(() => undefined);
  }

  async function close(error: TorchatError | null = null): Promise<void> {
    try {
      await driver.stop();
      await desk.close();
      await scope.close();
    } finally {
      ended.resolve(error);
    }
  }

  if (network !== null) {
    await scope.use('listen', () => listen(options.listen, (socket) => driver.accept(socket)));
    const own = openOwnService(network, options, onService);
    await scope.use('onion service', () => ({ value: undefined, undo: () => own.close() }));
    ownService = own;
    // Who cannot look for another machine publishes unasked.
    if (twin === null) own.publish();
    // The engine forgets what was published while the network is away: it is told again.
    const onState = ({ phase }: NetworkState) => {
      driver.put({ type: 'network', up: phase === 'ready' });
      if (phase === 'ready' && own.isPublished()) driver.put({ type: 'published' });
    };
    await scope.use('network state', () => {
      const undo = network.subscribe(onState);
      onState(network.state);
      return { value: undefined, undo };
    });
  }

  return {
    id,
    get service() {
      return service;
    },
    command: async (command) => (await driver.command(command)).message ?? null,
    async sendFile(peer, path) {
      const { skipped, ...offered } = await desk.offer(path);
      const { file } = await driver.command({ type: 'send_file', id: peer, ...offered });
      if (file === undefined) throw new TorchatError('internal', 'The file was taken and is not on its way.');
      return { ...file, skipped };
    },
    async openTunnel(peer, name) {
      const { tunnel } = await driver.command({ type: 'open_tunnel', id: peer, service: name });
      if (tunnel === undefined) throw new TorchatError('internal', 'The tunnel was taken and has no proof.');
      return tunnel;
    },
    setTunnelHandler(handler) {
      tunnels = handler;
    },
    files: () => engine.files(),
    view: () => engine.view(),
    contact: (peer) => engine.contact(peer),
    history: (peer, query) => store.history(peer, query).map(engine.shown),
    subscribe: (listener) => subscribe(listeners, listener),
    onService: (listener) => subscribe(serviceListeners, listener),
    ended: ended.promise,
    close: () => close(),
    [Symbol.asyncDispose]: () => close(),
  };
}

/** Null where another program publishes our service: it has to see to it that one machine does. */
function ownTwin({ onionKey, machine, takeOver = false }: ClientOptions): OwnTwin | null {
  if (onionKey === null || machine === undefined) return null;
  return { key: twinKeyOf(onionKey), machine: machine.slice(0, 60), takeOver };
}

function listen(target: ServiceTarget, accept: (socket: Socket) => void) {
  return new Promise<{ value: Server; undo: () => Promise<void> }>((resolve, reject) => {
    const server = createServer({ noDelay: true }, accept);
    server.maxConnections = MAX_ACCEPTED;
    server.on('error', (cause) =>
      reject(
        new TorchatError('internal', `The client's own port could not be opened: ${cause.message}.`, {
          cause,
        }),
      ),
    );
    const opened = () =>
      resolve({ value: server, undo: () => new Promise((done) => void server.close(() => done())) });
    if ('path' in target) server.listen({ path: target.path, backlog: BACKLOG }, opened);
    else server.listen({ port: target.port, host: '127.0.0.1', backlog: BACKLOG }, opened);
  });
}

function subscribe<T>(listeners: Set<(value: T) => void>, listener: (value: T) => void): () => void {
  // A fresh function each time, so that one listener subscribed twice is called twice and undone once.
  const entry = (value: T) => listener(value);
  listeners.add(entry);
  return () => listeners.delete(entry);
}
