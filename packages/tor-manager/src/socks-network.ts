// The network as seen through someone else's SOCKS port: it dials and does nothing else.
import { TorchatError } from '@torchat/core';
import type { OnionNetwork } from '@torchat/core/node';
import type { SocksOptions } from './options.ts';

/** Throws `bad_request` for a host that is not this machine. Its `publish` always rejects. */
export function socksNetwork(_options: SocksOptions): OnionNetwork {
  throw new TorchatError('internal', 'This is being built.');
}
