// How a gateway is started: whose account, over which network, reachable how.

// TODO: replaced by the type of core/node once the account folder has landed.
export interface AccountPaths {
  readonly name: string;
  readonly folder: string;
  readonly socket: string;
}

/**
 * `tor`: launch our own. `socks`: someone else's tor on this port, as in Tails or Whonix.
 * `off`: no network, for commands that only read and write the store.
 */
export type NetworkChoice =
  | { readonly mode: 'tor'; readonly binary?: string; readonly extraTorrc?: readonly string[] }
  | { readonly mode: 'socks'; readonly host: string; readonly port: number }
  | { readonly mode: 'off' };

export interface GatewayOptions {
  /** Where the account lies, as `accountPaths` found. */
  readonly paths: AccountPaths;
  /** Null: the account's key lies in its key file. */
  readonly passphrase: string | null;
  readonly network: NetworkChoice;
  /** A port on 127.0.0.1 for the streams of our onion service; a socket file of our own when absent. */
  readonly listen?: { readonly port: number };
  /** Publish the onion service; false when someone else does. */
  readonly publish: boolean;
  /** The id of an account without an onion key: someone else publishes the service. Made in `paths` where none is. */
  readonly ownId?: string;
  /** Serve the API on the account's socket. */
  readonly serve: boolean;
  /** Aborting closes the gateway, also while it is starting. */
  readonly signal?: AbortSignal;
}
