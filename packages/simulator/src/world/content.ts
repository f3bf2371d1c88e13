// The content of files and streams of a run: follows from the name alone, so that both ends know it.
import { createHash } from 'node:crypto';

const BLOCK = 1 << 16;

/** So many bytes that look random. */
export function bytesOf(name: string, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  const block = Buffer.alloc(Math.min(BLOCK, size));
  for (let at = 0; at < block.length; at += 64)
    createHash('sha512').update(`${name} ${at}`).digest().copy(block, at);
  for (let at = 0; at < size; at += block.length) {
    block.copy(bytes, at);
    // No two blocks alike, else a lost one would not be noticed.
    if (at + 4 <= size) bytes.writeUInt32BE(at / BLOCK, at);
  }
  return bytes;
}
