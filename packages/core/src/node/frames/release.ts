// Gives memory back at once that only the garbage collector would find: at megabytes a second it would do nothing else.

/** The bytes are nobody's any more. Of a view of something larger nothing is given back. */
export function release(bytes: Uint8Array): void {
  const { buffer, byteLength } = bytes;
  if (byteLength > 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
