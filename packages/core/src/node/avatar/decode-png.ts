// A PNG file as pixels, in bounded memory and time.
import { inflateSync } from 'node:zlib';
import { brokenPicture } from './failure.ts';
import type { Pixels } from './pixels.ts';
import { pngParts, type PngParts } from './png-chunks.ts';

/** Seven small pictures in place of one: each row of each has a filter byte and may end in a broken byte. */
const INTERLACED = 4;

/** Throws `bad_picture`. Takes all of PNG: palettes, grey, 1 to 16 bits, interlaced. */
export async function decodePng(file: Uint8Array): Promise<Pixels> {
  const parts = pngParts(file);
  // Loaded when needed: a gateway starts without it.
  const { PNG } = await import('pngjs');
  try {
    mustUnpack(parts);
    const { width, height, data } = PNG.sync.read(Buffer.from(file.buffer, file.byteOffset, parts.end));
    return { width, height, data };
  } catch (cause) {
    throw brokenPicture(cause);
  }
}

/**
 * Unpacks once more than needed, because pngjs 7 does not do it safely: of an interlaced picture it unpacks any bomb,
 * and where the packed bytes are wrong it takes what happens to lie in memory for pixels, which would be sent to contacts.
 */
function mustUnpack({ header, packed }: PngParts): void {
  const most = header.interlaced ? INTERLACED * header.rawBytes : header.rawBytes;
  const unpacked = inflateSync(Buffer.concat(packed), { maxOutputLength: most });
  if (!header.interlaced && unpacked.length < most) throw brokenPicture();
}
