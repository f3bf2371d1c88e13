// What a session keeps of its seal, from the first `supports` to the last line.
import type { SealCrypto } from '../../ports.ts';
import type { Introduction } from './transcript.ts';
import { type SealKeys, wipeKeys } from './keys.ts';

/** What an account needs to offer the seal. */
export interface OwnSeal {
  /** The expanded onion key, 64 bytes, of which the scalar is read. Its owner may wipe it: then no seal is made any more. */
  readonly onionKey: Uint8Array;
  readonly crypto: SealCrypto;
}

export interface Sealing {
  /** How we introduced ourselves, once we did and named the seal. */
  told: Introduction | null;
  /** The names in their `supports`, once they named the seal and we offer it: from then on nothing unsealed counts. */
  heard: string | null;
  /** Our fresh key pair once its public half is said; the secret goes when the keys are there. */
  secret: Uint8Array | null;
  ours: Uint8Array | null;
  theirs: Uint8Array | null;
  keys: SealKeys | null;
  /** Their proof was right: whoever is there holds the onion key. */
  proven: boolean;
}

export function newSealing(): Sealing {
  return { told: null, heard: null, secret: null, ours: null, theirs: null, keys: null, proven: false };
}

/** Wipes what is secret of it. */
export function endSealing(sealing: Sealing): void {
  sealing.secret?.fill(0);
  if (sealing.keys !== null) wipeKeys(sealing.keys);
}

/** Another connection of theirs: what they said on the one before is void, what we said holds as long as nothing came of it. */
export function unhear(sealing: Sealing): void {
  sealing.heard = null;
  sealing.theirs = null;
}
