// PNG files made chunk by chunk, so that every lie can be told.
import { crc32, deflateSync } from 'node:zlib';

export interface Claim {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly color?: number;
  readonly interlace?: number;
}

export const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const made = Buffer.alloc(12 + data.length);
  made.writeUInt32BE(data.length, 0);
  made.write(type, 4, 'latin1');
  made.set(data, 8);
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length);
  return made;
}

export function header({ width, height, depth = 8, color = 6, interlace = 0 }: Claim): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, color, 0, 0, interlace], 8);
  return chunk('IHDR', data);
}

/** `raw`: the rows, each with the byte of its filter. */
export function png(claim: Claim, raw: Uint8Array, ...before: Buffer[]): Buffer {
  return Buffer.concat([SIGNATURE, header(claim), ...before, chunk('IDAT', deflateSync(raw)), chunk('IEND')]);
}

export type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** An RGBA picture of what `color` says of each pixel. */
export function painted(width: number, height: number, color: (x: number, y: number) => Color): Buffer {
  const raw = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) raw.set(color(x, y), y * (width * 4 + 1) + 1 + x * 4);
  return png({ width, height }, raw);
}
