// What an implementation of the port hands to the contract suite.
import type { OnionNetwork } from '@torchat/core/node';

export interface ContractClient {
  readonly network: OnionNetwork;
  /** Ends its tor as a crash would. */
  kill(): void;
  /** What is left of it after `close`: processes, sockets, files other than tor's own memory. Empty when all is well. */
  leftovers(): Promise<readonly string[]>;
}

export interface ContractNetwork extends AsyncDisposable {
  /** A new client, as soon as it exists; it becomes ready by itself. */
  client(): Promise<ContractClient>;
  /** From now until the undo, no dial gets its answer within 100 milliseconds. */
  slowDown(): () => void;
}

/** Milliseconds. */
export interface Patience {
  /** Until a client is ready, a service published or back after its tor was killed. */
  readonly network: number;
  readonly dial: number;
}
