// The network as seen through someone else's SOCKS port: it dials and does nothing else.
import { isIP } from 'node:net';
import { TorchatError } from '@torchat/core';
import { DialError, type NetworkState, type OnionNetwork } from '@torchat/core/node';
import { type Clock, systemClock } from './clock.ts';
import { dialler } from './dial/dialler.ts';
import { connectTo, type Endpoint } from './dial/endpoint.ts';
import { observable } from './observable.ts';
import type { SocksOptions } from './options.ts';

const LOOK_EVERY = 5000;
const READY: NetworkState = { phase: 'ready', version: 'unknown', warning: null };

/** Throws `bad_request` for a host that is not this machine. Its `publish` always rejects. */
export function socksNetwork(options: SocksOptions, clock: Clock = systemClock): OnionNetwork {
  const endpoint = localEndpoint(options);
  const state = observable<NetworkState>(READY);
  const streams = dialler();
  let forget: (() => void) | null = null;

  /** Nobody tells us how that tor is doing: when its port is closed, we look until it opens. */
  function lookAgain(): void {
    if (forget || state.current.phase === 'stopped') return;
    const retryAt = clock.now() + LOOK_EVERY;
    state.set({ phase: 'down', reason: `Nothing answers at SOCKS port ${options.port}; ${EVERY}`, retryAt });
    forget = clock.after(LOOK_EVERY, look);
  }
  function look(): void {
    const socket = connectTo(endpoint);
    forget = () => socket.destroy();
    socket.once('connect', () => {
      forget = null;
      state.set(READY);
      socket.destroy();
    });
    socket.once('error', () => {
      forget = null;
      lookAgain();
    });
  }

  async function close(): Promise<void> {
    streams.close();
    state.set({ phase: 'stopped' });
    forget?.();
  }

  return {
    get state() {
      return state.current;
    },
    subscribe: state.subscribe,
    async publish() {
      throw new TorchatError(
        'bad_request',
        'Through a SOCKS port of others no onion service can be published; it has to be published there.',
      );
    },
    async dial(id, port, dialOptions) {
      try {
        return await streams.dial(endpoint, id, port, dialOptions);
      } catch (failure) {
        if (failure instanceof DialError && failure.reason === 'tor_unavailable') lookAgain();
        throw failure;
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const EVERY = `it is tried again every ${LOOK_EVERY / 1000} seconds.`;

function localEndpoint({ host = '127.0.0.1', port, allowRemote = false }: SocksOptions): Endpoint {
  if (isIP(host) === 0)
    throw new TorchatError('bad_request', 'The host of a SOCKS port is given as an IP address.');
  if (!allowRemote && !/^(?:127\.|::1$)/u.test(host))
    throw new TorchatError('bad_request', 'The SOCKS port is not on this machine, so it is not used.');
  return { host, port };
}
