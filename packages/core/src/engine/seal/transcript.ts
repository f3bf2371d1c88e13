// What both sides of a seal must have seen alike, as bytes without a second reading (docs/protocol.md, section Seal).
import { sha256 } from '@noble/hashes/sha2.js';
import type { TorchatId } from '../../identity/id.ts';
import { lp } from '../../wire/length-prefixed.ts';

export const LABEL = 'torchat seal v1';

/** What a side said of itself before its fresh key. */
export interface Introduction {
  readonly client: string;
  readonly version: string;
  /** The extensions it named, each separated from the next by one blank. */
  readonly supports: string;
}

/** One side of a handshake. */
export interface Side extends Introduction {
  readonly id: TorchatId;
  /** X25519, 32 bytes, fresh for this pair of connections. */
  readonly ephemeral: Uint8Array;
  /** The cookie it sent in its ping. */
  readonly cookie: Uint8Array;
}

/** SHA-256 over label and both sides, the lower id first. */
export function transcriptOf(one: Side, other: Side): Uint8Array {
  const [lower, higher] = inOrder(one, other);
  const fields = (side: Side) => [
    side.id,
    side.ephemeral,
    side.cookie,
    side.client,
    side.version,
    side.supports,
  ];
  return sha256(lp(LABEL, ...fields(lower), ...fields(higher)));
}

export function inOrder<S extends { readonly id: TorchatId }>(one: S, other: S): [lower: S, higher: S] {
  return one.id < other.id ? [one, other] : [other, one];
}
