// Pictures of 64x64 as the cases send them, and the digest by which a client tells what came.
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 64;
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Of a PNG: red, green, blue, and with alpha. */
const COLOURS = 2;
const WITH_ALPHA = 6;

export interface Picture {
  readonly png: Uint8Array;
  /** SHA-256 over the colours and then, where there is one, the alpha; in hex. */
  readonly sha256: string;
}

/** Another one for each `seed`; transparent in part, or with no alpha at all. */
export function picture(seed: number, { alpha }: { readonly alpha: boolean }): Picture {
  const pixels = Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    // Nothing is wholly transparent: our client tells no colour of what cannot be seen.
    return [4 * x, 4 * y, (x * y * seed) % 256, 1 + ((3 * x + y + seed) % 255)] as const;
  });
  const colours = Buffer.from(pixels.flatMap(([red, green, blue]) => [red, green, blue]));
  const opacity = alpha ? Buffer.from(pixels.map(([, , , opaque]) => opaque)) : Buffer.alloc(0);
  const rows = Array.from({ length: SIDE }, (_, y) =>
    // Each row begins with its filter: none.
    Buffer.from([0, ...pixels.slice(y * SIDE, (y + 1) * SIDE).flatMap((one) => one.slice(0, alpha ? 4 : 3))]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE, 0);
  head.writeUInt32BE(SIDE, 4);
  head.set([8, alpha ? WITH_ALPHA : COLOURS], 8);
  const png = [
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  const sha256 = createHash('sha256').update(colours).update(opacity).digest('hex');
  return { png: Buffer.concat(png), sha256 };
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
