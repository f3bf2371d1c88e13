// What a caller chooses of a private Tor network, and what he holds once it runs.
import type { TornetProfile } from './torrc.ts';

export interface TornetOptions {
  readonly profile?: TornetProfile;
  /** Directory authorities, relays themselves. Default 3. */
  readonly authorities?: number;
  /** Further relays. Default 3; together with the authorities 5 or more, or no onion service comes up. */
  readonly relays?: number;
  /** A folder for this network alone, removed at the end; one under the system's temporary folder by default. */
  readonly folder?: string | undefined;
  /** The tor binary; found on the PATH (or by TOR_BINARY) when absent. */
  readonly binary?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** `fraction` runs from 0 to 1 and never back; `sentence` says what is going on. */
  readonly onProgress?: ((fraction: number, sentence: string) => void) | undefined;
}

export interface TornetProcess {
  readonly name: string;
  readonly pid: number;
}

/** A running network. A client's tor that gets `torrc` bootstraps at once and can publish onion services. */
export interface Tornet extends AsyncDisposable {
  /** Lines for the torrc of a client. */
  readonly torrc: readonly string[];
  /** The same lines in a file, for `--torrc`. */
  readonly torrcFile: string;
  readonly folder: string;
  readonly profile: TornetProfile;
  readonly binary: string;
  readonly torVersion: string;
  /** The nodes alive now: `authority1`..., `relay1`... */
  readonly processes: readonly TornetProcess[];
  /** Ends one node as a crash does (SIGKILL); throws `bad_request` for an unknown name. */
  kill(name: string): Promise<void>;
  /** Starts a node again that ended, with its keys; it takes a vote until all know where it is now. Throws `bad_request` for an unknown name. */
  revive(name: string): Promise<void>;
  /** Ends all nodes and removes the folder. Idempotent. */
  close(): Promise<void>;
}
