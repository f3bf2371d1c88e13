// What the engine knows of other machines that run the same account.
import type { LinkId } from '../io/keys.ts';

/** What it takes to find them. */
export interface OwnTwin {
  /** Made of the onion key (`twinKeyOf`), 32 bytes. */
  readonly key: Uint8Array;
  /** What to call this machine towards one that holds the same key. */
  readonly machine: string;
  /** The user wants the account to run here, whatever runs elsewhere. */
  readonly takeOver: boolean;
}

export interface Twin {
  readonly key: Uint8Array;
  readonly machine: string;
  takeOver: boolean;
  /** `looking`: nothing is published before we know. `alone`: our service is. `found`: another machine's is, and ours not. */
  phase: 'looking' | 'alone' | 'found';
  /** The machine that was found; empty where it did not say. */
  other: string;
  look: Look | null;
  /** Looks in a row that told nothing. */
  misses: number;
  /** The last who asked us, to whom we answered. */
  asked: {
    readonly link: LinkId;
    readonly nonce: string;
    readonly theirs: string;
    readonly machine: string;
  } | null;
}

/** A connection to our own address, to see who answers. */
export interface Look {
  readonly link: LinkId;
  readonly nonce: string;
  connected: boolean;
  /** We asked it to give way: when it has closed, or not in time, it is our turn. */
  yielding: boolean;
}
