// How a bridge is started, and what it tells while it runs.
import type { TorchatId } from '@torchat/core';
import type { NetworkState, ServiceState } from '@torchat/core/node';
import type { GatewayOptions } from '../options.ts';

export interface BridgeOptions
  extends Pick<
    GatewayOptions,
    'paths' | 'passphrase' | 'network' | 'publish' | 'ownId' | 'listen' | 'signal'
  > {
  /** Where the old program listens, on 127.0.0.1 (`listen_port` in its torchat.ini). */
  readonly clientPort: number;
  /** The SOCKS4a port for the old program, on 127.0.0.1; 0: any that is free. */
  readonly socksPort: number;
}

export type BridgeEvent =
  | { readonly type: 'network'; readonly network: NetworkState }
  | { readonly type: 'service'; readonly service: ServiceState | 'off' }
  /** The old program does not listen, so whoever comes is sent away; and it does again. */
  | { readonly type: 'client_away' }
  | { readonly type: 'client_there' }
  /** Someone new is in the book: we can be sure that he is there. */
  | { readonly type: 'learned'; readonly alias: TorchatId }
  | { readonly type: 'refused'; readonly why: Refusal };

/**
 * `alias_taken`: someone whose id begins like another's in the book.
 * `wrong_own_hostname`: the old program pings under another name than its alias.
 */
type Refusal = 'alias_taken' | 'wrong_own_hostname';
