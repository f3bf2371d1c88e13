// The network a gateway was told to use, as something to hold; our own tor starts in the background.
import { TorchatError } from '@torchat/core';
import type { Held, OnionNetwork } from '@torchat/core/node';
import { launchTor, socksNetwork } from '@torchat/tor-manager';
import type { GatewayOptions } from '../options.ts';
import { launchLater } from './launch-later.ts';

type Choice = Pick<GatewayOptions, 'network' | 'paths' | 'publish'>;

/** Throws `bad_request` for a choice that cannot work. `closing` aborts when the gateway begins to close. */
export function openNetwork(options: Choice, closing: AbortSignal): Held<OnionNetwork | null> {
  const network = networkOf(options, closing);
  return { value: network, undo: async () => network?.close() };
}

function networkOf({ network, paths, publish }: Choice, closing: AbortSignal): OnionNetwork | null {
  switch (network.mode) {
    case 'off':
      return null;
    case 'given':
      return network.network;
    case 'socks':
      if (publish)
        throw new TorchatError(
          'bad_request',
          'Behind a SOCKS port nothing can be published: start without publishing, or with a tor of your own.',
        );
      return socksNetwork({
        host: network.host,
        port: network.port,
        allowRemote: network.allowRemote ?? false,
      });
    case 'tor': {
      const { binary, extraTorrc } = network;
      const options = { binary, folder: paths.tor, ...(extraTorrc === undefined ? {} : { extraTorrc }) };
      return launchLater({ signal: closing, launch: (signal) => launchTor({ ...options, signal }) });
    }
    default:
      return network satisfies never;
  }
}
