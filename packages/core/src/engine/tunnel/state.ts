// What the engine holds of tunnels with one peer: the keys given to it, the key got from it, and what it offers.
import type { Service } from '../../model.ts';
import type { NonceWindow } from '../../tunnel/nonce-window.ts';
import type { Budget } from '../budget.ts';

/** A key that the peer may open with. */
interface GivenKey {
  readonly key: Uint8Array;
  readonly used: NonceWindow;
  /** When it dies; null while its session lasts. */
  endsAt: number | null;
}

export interface PeerTunnels {
  /** Newest first. */
  readonly given: GivenKey[];
  /** What we open with, and the number that the last opening had. */
  got: { readonly key: Uint8Array; nonce: number } | null;
  /** What the peer offers us. */
  services: readonly Service[];
  /** Whether the peer got a key in this session. */
  told: boolean;
  readonly opens: Budget;
}
