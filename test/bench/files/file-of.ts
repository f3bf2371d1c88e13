// A file of random bytes to be sent, and its digest: whatever arrives is compared with it.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const PIECE = 4_000_000;

export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly digest: string;
}

export async function fileOf(path: string, bytes: number): Promise<SourceFile> {
  const hash = createHash('sha256');
  const handle = await open(path, 'w');
  try {
    for (let left = bytes; left > 0; left -= PIECE) {
      const piece = randomBytes(Math.min(PIECE, left));
      hash.update(piece);
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
  return { path, bytes, digest: hash.digest('hex') };
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
