// The port through which everything reaches the onion network: tor itself, or the mock of it, passes one contract suite.
import type { Socket } from 'node:net';
import type { DialFailure } from '../engine/io/input.ts';
import { TorchatError } from '../errors.ts';
import type { TorchatId } from '../identity/id.ts';

/** How tor is doing, with sentences a person can read. `progress` is 0 to 100. */
export type NetworkState =
  | { readonly phase: 'starting'; readonly progress: number; readonly summary: string }
  | { readonly phase: 'ready'; readonly version: string; readonly warning: string | null }
  /** tor is gone or cannot reach its network; `reason` says why and what happens next. */
  | { readonly phase: 'down'; readonly reason: string; readonly retryAt: number | null }
  | { readonly phase: 'stopped' };

export interface DialOptions {
  /** Streams with different isolation never share a circuit: one per contact and purpose. Never sent anywhere but to tor. */
  readonly isolation: string;
  /** Only whether somebody is there is asked: that nobody answers at its introduction points is an answer. */
  readonly probing?: boolean;
  /** On one circuit only: what fails there is not tried on others. */
  readonly once?: boolean;
  /** Ask the directories before dialling, whatever is remembered of the service. */
  readonly refetch?: boolean;
  /** Milliseconds until `timeout`. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

/** Where the streams of an onion service arrive: a unix socket or a port on 127.0.0.1. */
export type ServiceTarget = { readonly path: string } | { readonly port: number };

export interface ServiceOptions {
  /** The expanded ed25519 key, 64 bytes (tor's `ED25519-V3`). */
  readonly key: Uint8Array;
  readonly virtualPort: number;
  readonly target: ServiceTarget;
}

/** `publishing` until enough directories hold the descriptor; `lost` while tor is away, then `publishing` again. */
export type ServiceState = 'publishing' | 'published' | 'lost' | 'withdrawn';

export interface OnionService {
  readonly id: TorchatId;
  readonly state: ServiceState;
  /** Called at each change; returns its undo. */
  subscribe(listener: (state: ServiceState) => void): () => void;
  withdraw(): Promise<void>;
}

export interface OnionNetwork extends AsyncDisposable {
  readonly state: NetworkState;
  /** Called at each change; returns its undo. */
  subscribe(listener: (state: NetworkState) => void): () => void;
  /** Resolves once the network took the key; published states follow as events. Comes back by itself after tor restarted. */
  publish(options: ServiceOptions): Promise<OnionService>;
  /** A connected stream to `<id>.onion:<port>`. Rejects with `DialError`. */
  dial(id: TorchatId, port: number, options: DialOptions): Promise<Socket>;
  /** Ends tor (when it is ours) and every stream; idempotent. */
  close(): Promise<void>;
}

/** A dial that came to nothing. */
export class DialError extends TorchatError {
  readonly reason: DialFailure;
  constructor(reason: DialFailure, message: string, options?: { cause?: unknown }) {
    super('dial_failed', message, options);
    this.name = 'DialError';
    this.reason = reason;
  }
}
