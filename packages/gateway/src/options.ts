// How a gateway is started: whose account, over which network, reachable how.
import type { TorchatId } from '@torchat/core';
import type { AccountPaths, OnionNetwork } from '@torchat/core/node';

/**
 * `tor`: launch our own. `socks`: someone else's tor behind this port, as in Tails or Whonix; it publishes nothing.
 * `given`: a network that runs already, such as the mock of tests; it is closed with the gateway.
 * `off`: no network, for commands that only read and write the store.
 */
export type NetworkChoice =
  | { readonly mode: 'tor'; readonly binary?: string; readonly extraTorrc?: readonly string[] }
  | {
      readonly mode: 'socks';
      /** An IP address; one of another machine only with `allowRemote`, since the way there is open to its network. */
      readonly host: string;
      readonly port: number;
      readonly allowRemote?: boolean;
    }
  | { readonly mode: 'given'; readonly network: OnionNetwork }
  | { readonly mode: 'off' };

export interface GatewayOptions {
  /** Where the account lies, as `accountPaths` found. */
  readonly paths: AccountPaths;
  /** Null: the account's key lies in its key file. */
  readonly passphrase: string | null;
  readonly network: NetworkChoice;
  /** A port on 127.0.0.1 for the streams of our onion service; a socket file of our own when absent. */
  readonly listen?: { readonly port: number };
  /** Publish the onion service; false when someone else does, which `socks` and `ownId` demand. */
  readonly publish: boolean;
  /** Our id where someone else holds the onion key. The account of `paths` is made, without passphrase, if there is none. */
  readonly ownId?: TorchatId;
  /** Publish it even if another machine runs this account; that one is asked to give way. */
  readonly takeOver?: boolean;
  /** Serve the API on the account's socket. */
  readonly serve: boolean;
  /** Aborting closes the gateway, also while it is starting. */
  readonly signal?: AbortSignal;
}
