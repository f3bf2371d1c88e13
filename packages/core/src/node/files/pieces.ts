// What of the bytes that wait for the disk is written next.

/** Bytes from which on a write of their own costs less than a copy. */
const LARGE_PIECE = 64 * 1024;

/** Takes up to `most` bytes off the front, of at least one piece: a large one by itself, without a copy; small ones together. */
export function takePieces(waiting: Uint8Array[], most: number): Uint8Array {
  let count = 0;
  let length = 0;
  do length += waiting[count++]?.length ?? 0;
  while (count < waiting.length && length < Math.min(most, LARGE_PIECE));
  const pieces = waiting.splice(0, count);
  const bytes = count === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
  if (length <= most) return bytes;
  waiting.unshift(bytes.subarray(most));
  return bytes.subarray(0, most);
}
