// The running account: takes the lock, opens the store, and joins tor, client and API, each undone in reverse.
import type { Client, OnionNetwork } from '@torchat/core/node';
import type { AccountApi } from './api/account-api.ts';
import type { GatewayOptions } from './options.ts';

export interface Gateway extends AsyncDisposable {
  /** What the API offers, without the API. */
  readonly api: AccountApi;
  readonly client: Client;
  /** Null with `network: {mode: 'off'}`. */
  readonly network: OnionNetwork | null;
  /** The socket file of the API, null when it is not served. */
  readonly socket: string | null;
  /** Undoes everything, last first; idempotent. */
  close(): Promise<void>;
  /** Resolves when everything is undone, whoever asked for it. */
  readonly closed: Promise<void>;
}

/** Resolves once the API answers; tor may still be starting, its progress is in `account().network`. */
export async function startGateway(_options: GatewayOptions): Promise<Gateway> {
  throw new Error('not yet');
}
