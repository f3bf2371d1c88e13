// Lines on their way, as a receiver finds them: pieces of something larger that came off a socket, without their LF.
import { LF } from '../../wire/escape.ts';

const SLAB_BYTES = 1 << 16;
/** Longer ones travel alone. */
const SHARED_BYTES = 1 << 12;

let slab = new Uint8Array(SLAB_BYTES);
let end = 0;

/** Without its LF, and without a copy. */
export function bare(line: Uint8Array): Uint8Array {
  return line.subarray(0, lengthOf(line));
}

/** A copy: small arrays of their own cost several times as much to look into as pieces of one. */
export function travelling(line: Uint8Array): Uint8Array {
  const length = lengthOf(line);
  if (length > SHARED_BYTES) return line.subarray(0, length);
  if (end + length > SLAB_BYTES) {
    slab = new Uint8Array(SLAB_BYTES);
    end = 0;
  }
  for (let at = 0; at < length; at++) slab[end + at] = line[at] as number;
  const piece = slab.subarray(end, end + length);
  end += length;
  return piece;
}

function lengthOf(line: Uint8Array): number {
  return line[line.length - 1] === LF ? line.length - 1 : line.length;
}
