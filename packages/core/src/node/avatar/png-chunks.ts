// Looks through a PNG file without unpacking anything: how large the picture is, and whether its parts fit together.
import { badPicture, brokenPicture } from './failure.ts';
import { MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SIDE } from './limits.ts';

interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** Bytes of the unpacked rows, each with the byte of its filter. */
  readonly rawBytes: number;
}

export interface PngParts {
  readonly header: PngHeader;
  /** The packed rows, piece by piece. */
  readonly packed: readonly Uint8Array[];
  /** Bytes up to the end of the picture; what follows is none of it. */
  readonly end: number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length and type before the data of a chunk; its checksum after. */
const CHUNK_HEAD = 8;
const CHECKSUM = 4;
const HEADER_BYTES = 13;
const MAX_PALETTE_BYTES = 3 * 256;
/** Samples of one pixel, and the bits a sample may have, by colour type (PNG specification, table 11.1). */
const COLOR_TYPES: ReadonlyMap<number, { samples: number; depths: readonly number[] }> = new Map([
  [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, depths: [8, 16] }],
  [3, { samples: 1, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, depths: [8, 16] }],
  [6, { samples: 4, depths: [8, 16] }],
]);
/** Deflate makes at most so many bytes of one (zlib's technical details). */
const MOST_UNPACKED_OF_A_BYTE = 1032;

/** Throws `bad_picture`. Reads a few bytes of each chunk, whatever the picture claims to be. */
export function pngParts(file: Uint8Array): PngParts {
  if (file.length > MAX_PICTURE_BYTES)
    throw badPicture(`A picture may have at most ${MAX_PICTURE_BYTES / 1024 / 1024} MiB: make it smaller.`);
  if (!SIGNATURE.every((byte, at) => file[at] === byte))
    throw badPicture('This is no PNG file: save the picture as PNG.');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const packed: Uint8Array[] = [];
  let header: PngHeader | null = null;
  let palette = false;
  for (let at = SIGNATURE.length; at + CHUNK_HEAD + CHECKSUM <= file.length; ) {
    const length = view.getUint32(at);
    const type = chunkType(view, at + 4);
    const from = at + CHUNK_HEAD;
    at = from + length + CHECKSUM;
    if (at > file.length) break;
    // Exactly one, and first: a second one would claim another size than the one that was checked.
    if ((type === 'IHDR') !== (header === null)) break;
    if (header === null) {
      if (length !== HEADER_BYTES) break;
      header = pngHeader(view, from);
    } else if (type === 'PLTE' && (palette || length > MAX_PALETTE_BYTES)) break;
    else if (type === 'PLTE') palette = true;
    else if (type === 'IDAT') packed.push(file.subarray(from, from + length));
    else if (type === 'IEND') return { header: plausible(header, packed), packed, end: at };
  }
  throw brokenPicture();
}

function chunkType(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

function pngHeader(view: DataView, at: number): PngHeader {
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const [depth, color, packing, filter, interlace] = [8, 9, 10, 11, 12].map((offset) =>
    view.getUint8(at + offset),
  );
  const kind = COLOR_TYPES.get(color ?? -1);
  if (width === 0 || height === 0 || packing !== 0 || filter !== 0 || (interlace !== 0 && interlace !== 1))
    throw brokenPicture();
  if (kind === undefined || depth === undefined || !kind.depths.includes(depth)) throw brokenPicture();
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
    throw badPicture(
      `This picture has ${width} x ${height} pixels, more than a screen of 3840 x 2160: make it smaller.`,
    );
  const rowBytes = Math.ceil((width * kind.samples * depth) / 8) + 1;
  return { width, height, interlaced: interlace === 1, rawBytes: rowBytes * height };
}

/** A few bytes that claim to be a large picture are found out before room for it is made. */
function plausible(header: PngHeader, packed: readonly Uint8Array[]): PngHeader {
  const bytes = packed.reduce((sum, piece) => sum + piece.length, 0);
  if (bytes * MOST_UNPACKED_OF_A_BYTE < header.rawBytes) throw brokenPicture();
  return header;
}
