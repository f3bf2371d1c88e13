// What the callers of this package choose: which tor, which folder, whose SOCKS port.

/** The tor that will run. `warning` is a sentence for the user, null when all is well. */
export interface FoundTor {
  readonly path: string;
  readonly version: string;
  readonly warning: string | null;
}

export interface FindOptions {
  /** This binary and no other; else `TOR_BINARY`, else the first `tor` on the PATH. */
  readonly path?: string | undefined;
  /** Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface LaunchOptions {
  /** The tor binary; found as `findTor` does when absent. */
  readonly binary?: string | undefined;
  /** Folder of this tor alone: created with mode 0700, holds its state (guards, consensus) between runs. */
  readonly folder: string;
  /** Further lines of the torrc, such as the authorities of a private network. */
  readonly extraTorrc?: readonly string[];
  /** Gives up a launch that has not resolved yet. */
  readonly signal?: AbortSignal;
}

/** Somebody else's SOCKS port, as on Tails or Whonix. */
export interface SocksOptions {
  /** Default 127.0.0.1. An IP address, never a name: nothing here asks a name server. */
  readonly host?: string;
  readonly port: number;
  /** Allow an address that is not this machine; the way to it is neither encrypted nor hidden. */
  readonly allowRemote?: boolean;
}
