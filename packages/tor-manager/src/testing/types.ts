// The shape of the mock of tor: one network, many clients, faults on demand.
import type { TorchatId } from '@torchat/core';
import type { OnionNetwork, ServiceTarget } from '@torchat/core/node';
import type { DialFailure } from '@torchat/core';

/** Changed while it runs; each dial looks anew. Ratios are 0 to 1. */
export interface MockFaults {
  /** How many of the dials fail, and with what. */
  failing: number;
  failure: DialFailure;
  /** How many of the dials never get an answer. */
  silent: number;
  /** Milliseconds a dial takes, and milliseconds until a service is published. */
  delay: number;
}

export interface MockOptions {
  /** 0 to 1, decides which dials fail. Default: none fails unless the ratio is 1. */
  readonly random?: () => number;
  readonly faults?: Partial<MockFaults>;
}

/** A client of the mock network, as if it had a tor of its own. */
export interface MockClient extends OnionNetwork {
  /** Its tor dies: all its streams break, its services are lost; it comes back after `milliseconds`. */
  kill(milliseconds?: number): void;
}

export interface MockNet extends AsyncDisposable {
  readonly faults: MockFaults;
  /** A SOCKS4a and SOCKS5 port on 127.0.0.1, for unmodified programs. */
  readonly socksPort: number;
  client(): MockClient;
  /** A service published by hand; returns its undo. */
  register(id: TorchatId, virtualPort: number, target: ServiceTarget): () => void;
  /** Nobody finds this service while hidden; returns its undo. */
  hide(id: TorchatId): () => void;
  /** Closes the clients and every stream. */
  close(): Promise<void>;
}
