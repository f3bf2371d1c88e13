// The network as seen through someone else's SOCKS port: it dials and does nothing else.
import { isIP } from 'node:net';
import { TorchatError } from '@torchat/core';
import type { NetworkState, OnionNetwork } from '@torchat/core/node';
import { dialler } from './dial/dialler.ts';
import { observable } from './observable.ts';
import type { SocksOptions } from './options.ts';

/** Throws `bad_request` for a host that is not this machine. Its `publish` always rejects. */
export function socksNetwork(options: SocksOptions): OnionNetwork {
  const { host = '127.0.0.1', port } = options;
  if (isIP(host) === 0)
    throw new TorchatError('bad_request', 'The host of a SOCKS port is given as an IP address.');
  if (!(options.allowRemote ?? false) && !/^(?:127\.|::1$)/u.test(host))
    throw new TorchatError('bad_request', 'The SOCKS port is not on this machine, so it is not used.');
  const endpoint = { host, port };
  const state = observable<NetworkState>({ phase: 'ready', version: 'unknown', warning: null });
  const streams = dialler();

  async function close(): Promise<void> {
    streams.close();
    state.set({ phase: 'stopped' });
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
    dial: (id, to, dialOptions) => streams.dial(endpoint, id, to, dialOptions),
    close,
    [Symbol.asyncDispose]: close,
  };
}
