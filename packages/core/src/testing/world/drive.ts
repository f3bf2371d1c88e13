// The drive of a machine in the in-memory world: what is on it outlives the process; what was not synced may not outlive its power.
import type { Prng } from './prng.ts';

/** Bytes written that may wait for the next sync. */
export const DOUBTFUL = 24 * 1024;

/** A file to send; writing to it gives it another mark. */
interface Kept {
  bytes: Uint8Array;
  version: number;
}

/** A file that arrives. */
export interface Part {
  bytes: Uint8Array;
  length: number;
  safe: number;
  /** It has its name as well. */
  named: string | null;
}

export class Drive {
  /** Bytes at the end of an unfinished file that a new start does not trust. */
  doubtful = DOUBTFUL;
  readonly files = new Map<string, Kept>();
  readonly parts = new Map<string, Part>();
  /** What was given its name, in that order. */
  readonly landed: { readonly name: string; readonly bytes: Uint8Array }[] = [];

  put(bytes: Uint8Array, path = `/home/${this.files.size}`): string {
    this.files.set(path, { bytes, version: (this.files.get(path)?.version ?? 0) + 1 });
    return path;
  }

  mark(path: string): string {
    const kept = this.files.get(path);
    return kept === undefined ? '' : `${kept.version} ${kept.bytes.length}`;
  }

  write(part: Part, bytes: Uint8Array): void {
    if (part.length + bytes.length > part.bytes.length) {
      const larger = new Uint8Array(2 * (part.length + bytes.length));
      larger.set(part.bytes.subarray(0, part.length));
      part.bytes = larger;
    }
    part.bytes.set(bytes, part.length);
    part.length += bytes.length;
    part.safe += Math.floor((part.length - part.safe) / DOUBTFUL) * DOUBTFUL;
  }

  /** Of what was not synced some is there, some is rubbish, some is gone. */
  cutPower(random: Prng): void {
    for (const part of this.parts.values()) {
      const doubtful = part.length - part.safe;
      if (doubtful === 0) continue;
      part.length = part.safe + random.below(doubtful + 1);
      const rubbish = part.safe + random.below(part.length - part.safe + 1);
      part.bytes.fill(0, rubbish, part.length);
    }
  }
}

/** Tells files apart, and costs little: no SHA-256, though as long. */
export function toySum(bytes: Uint8Array): string {
  let one = 0x811c9dc5;
  let two = bytes.length | 1;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 0x01000193);
    two = Math.imul(two + byte, 0x5bd1e995);
  }
  const hex = (one >>> 0).toString(16).padStart(8, '0') + (two >>> 0).toString(16).padStart(8, '0');
  return hex.repeat(4);
}
