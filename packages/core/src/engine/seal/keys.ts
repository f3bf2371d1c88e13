// From two onion keys and two fresh ones to the keys of one pair of connections.
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { TorchatId } from '../../identity/id.ts';
import type { SealCrypto } from '../../ports.ts';
import { lp } from '../../wire/length-prefixed.ts';
import { Channel } from './channel.ts';
import { inOrder, LABEL, type Side, transcriptOf } from './transcript.ts';

const KEY_BYTES = 32;

/** The secrets of our side, 32 bytes each; the caller wipes `ephemeral`. */
export interface OwnSecrets {
  /** The scalar of our onion key: the first half of the expanded key. */
  readonly onion: Uint8Array;
  readonly ephemeral: Uint8Array;
}

/** What a finished handshake gives. Streams are named by who writes and on whose dial. */
export interface SealKeys {
  readonly ourProof: Uint8Array;
  readonly theirProof: Uint8Array;
  /** On the connection we dialled, and on the one they dialled. */
  readonly out: Duplex;
  readonly in: Duplex;
}

interface Duplex {
  readonly write: Channel;
  readonly read: Channel;
}

/** Null where a key of the other side is none, or one that would leave the secret to chance (low order). */
export function deriveKeys(
  crypto: SealCrypto,
  secrets: OwnSecrets,
  ours: Side,
  theirs: Side,
  theirPublicKey: Uint8Array,
): SealKeys | null {
  const shared = agreeAll(crypto, secrets, ours, theirs, theirPublicKey);
  if (shared === null) return null;
  const root = extract(sha256, shared, transcriptOf(ours, theirs));
  shared.fill(0);
  const derive = (...purpose: readonly string[]) => expand(sha256, root, lp(LABEL, ...purpose), KEY_BYTES);
  const channel = (writer: TorchatId, dialler: TorchatId) =>
    new Channel(crypto, derive('lines', writer, dialler));
  const keys: SealKeys = {
    ourProof: derive('proof', ours.id),
    theirProof: derive('proof', theirs.id),
    out: { write: channel(ours.id, ours.id), read: channel(theirs.id, ours.id) },
    in: { write: channel(ours.id, theirs.id), read: channel(theirs.id, theirs.id) },
  };
  root.fill(0);
  return keys;
}

/** Forgets every secret. The channels say and hear nothing any more. */
export function wipeKeys(keys: SealKeys): void {
  for (const { write, read } of [keys.out, keys.in]) {
    write.wipe();
    read.wipe();
  }
  for (const secret of [keys.ourProof, keys.theirProof]) secret.fill(0);
}

/** Four agreements: fresh with fresh, each onion key with the other's fresh one, onion key with onion key. */
function agreeAll(
  crypto: SealCrypto,
  { onion, ephemeral }: OwnSecrets,
  ours: Side,
  theirs: Side,
  theirPublicKey: Uint8Array,
): Uint8Array | null {
  const theirPoint = crypto.pointOf(theirPublicKey);
  if (theirPoint === null) return null;
  const crossed = inOrder(
    { id: ours.id, value: crypto.agree(onion, theirs.ephemeral) },
    { id: theirs.id, value: crypto.agree(ephemeral, theirPoint) },
  );
  const parts = [
    crypto.agree(ephemeral, theirs.ephemeral),
    // The onion key of the lower id first.
    ...crossed.map(({ value }) => value),
    crypto.agree(onion, theirPoint),
  ];
  const shared = new Uint8Array(parts.length * KEY_BYTES);
  let whole = true;
  for (const [at, part] of parts.entries()) {
    if (part === null) whole = false;
    else {
      shared.set(part, at * KEY_BYTES);
      part.fill(0);
    }
  }
  return whole ? shared : null;
}
