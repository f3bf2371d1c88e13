// Files that lie: each is refused with one plain sentence, before it costs anything.
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { TorchatError } from '../../src/errors.ts';
import { decodePng } from '../../src/node/avatar/decode-png.ts';
import { avatarOfPng } from '../../src/node/avatar/png.ts';
import { type Claim, chunk, header, painted, png, SIGNATURE } from './pictures.ts';

const good = painted(20, 20, (x, y) => [x * 9, y * 9, 77, 255]);
const END = chunk('IEND');
const BOMB = deflateSync(Buffer.alloc(60_000_000));

async function refusal(file: Uint8Array): Promise<string> {
  const failure: unknown = await avatarOfPng(file).then(
    () => 'taken',
    (error: unknown) => error,
  );
  if (!(failure instanceof TorchatError) || failure.code !== 'bad_picture') throw failure;
  return failure.message;
}

/** A file of 1,096 bytes, whatever it claims. */
function small(claim: Claim): Buffer {
  const begin = Buffer.concat([SIGNATURE, header(claim)]);
  return Buffer.concat([begin, chunk('IDAT', randomBytes(1096 - begin.length - 24)), END]);
}

describe('a picture is refused', () => {
  it.each([
    ['20000 x 20000', { width: 20_000, height: 20_000 }],
    ['4294967295 x 1', { width: 4_294_967_295, height: 1 }],
    ['1 x 4294967295', { width: 1, height: 4_294_967_295 }],
    ['4097 x 1', { width: 4097, height: 1 }],
    ['4096 x 4096', { width: 4096, height: 4096 }],
  ])('that claims %s pixels in 1,096 bytes, with the size in the sentence', async (size, claim) => {
    const file = small(claim);
    expect(file).toHaveLength(1096);
    expect(await refusal(file)).toContain(size);
  });

  it('that claims an allowed size but is too short for it, before room is made', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const started = performance.now();
    for (let time = 0; time < 200; time++)
      await expect(decodePng(small({ width: 3840, height: 2160, depth: 16 }))).rejects.toThrow('broken');
    // One such picture would be 66 MB of rows; 200 of them many seconds.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('that says its size twice', async () => {
    const twice = png({ width: 1, height: 1 }, Buffer.alloc(5), header({ width: 20_000, height: 20_000 }));
    expect(await refusal(twice)).toContain('broken');
  });

  it.each([
    ['plain', 0],
    ['interlaced', 1],
  ])('that unpacks to far more than its pixels: %s', async (_what, interlace) => {
    const file = Buffer.concat([
      SIGNATURE,
      header({ width: 64, height: 64, interlace }),
      chunk('IDAT', BOMB),
      END,
    ]);
    const before = process.memoryUsage().rss;
    expect(await refusal(file)).toContain('broken');
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });

  it('of more than 8 MiB, unseen', async () => {
    expect(await refusal(Buffer.concat([good, Buffer.alloc(8 * 1024 * 1024)]))).toContain('8 MiB');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46])],
    ['text', Buffer.from('this is no picture')],
    ['half a signature', SIGNATURE.subarray(0, 5)],
  ])('that is no PNG file: %s', async (_what, file) => {
    expect(await refusal(file)).toBe('This is no PNG file: save the picture as PNG.');
  });

  it.each([
    ['nothing but a signature', SIGNATURE],
    ['no pixels', Buffer.concat([SIGNATURE, header({ width: 8, height: 8 }), END])],
    ['no width', png({ width: 0, height: 8 }, Buffer.alloc(8))],
    ['a header that is not first', Buffer.concat([SIGNATURE, chunk('tEXt'), good.subarray(8)])],
    ['a header too long', Buffer.concat([SIGNATURE, chunk('IHDR', Buffer.alloc(14)), END])],
    ['3 bits a sample', png({ width: 8, height: 8, depth: 3, color: 0 }, Buffer.alloc(99))],
    ['4 bits of red', png({ width: 8, height: 8, depth: 4, color: 2 }, Buffer.alloc(999))],
    ['an unknown kind of colour', png({ width: 8, height: 8, color: 5 }, Buffer.alloc(999))],
    ['an unknown interlacing', png({ width: 8, height: 8, interlace: 2 }, Buffer.alloc(999))],
    ['an unknown filter', png({ width: 8, height: 8, color: 0 }, Buffer.alloc(72, 9))],
    ['rows too few', png({ width: 8, height: 80 }, Buffer.alloc(33 * 8))],
    [
      'rows that are not packed',
      Buffer.concat([SIGNATURE, header({ width: 8, height: 8 }), chunk('IDAT', randomBytes(999)), END]),
    ],
    ['no palette', png({ width: 8, height: 8, color: 3 }, Buffer.alloc(72))],
    [
      'a colour that is not in its palette',
      png({ width: 8, height: 8, color: 3 }, Buffer.alloc(72, 1), chunk('PLTE', Buffer.alloc(3))),
    ],
    [
      'a palette of millions',
      png({ width: 8, height: 8 }, Buffer.alloc(999), chunk('PLTE', Buffer.alloc(3_000_000))),
    ],
    ['a wrong checksum', Buffer.from(good).fill(0, good.length - 20, good.length - 12)],
  ])('that is broken: %s', async (_what, file) => {
    expect(await refusal(file)).toBe('This PNG file is broken: save the picture again.');
  });

  it('that ends anywhere before its end', async () => {
    for (let length = 8; length < good.length; length++)
      expect(await refusal(good.subarray(0, length))).toContain('broken');
  });
});

describe('a picture is taken', () => {
  it('whatever follows its end', async () => {
    expect(await avatarOfPng(Buffer.concat([good, randomBytes(1000)]))).toEqual(await avatarOfPng(good));
  });

  it('in thirty thousand pieces, in a moment', async () => {
    const empty = Buffer.concat(Array.from({ length: 30_000 }, () => chunk('IDAT')));
    const started = performance.now();
    const file = Buffer.concat([good.subarray(0, 33), empty, good.subarray(33)]);
    expect(await avatarOfPng(file)).toEqual(await avatarOfPng(good));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

property.prop([fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), fc.nat({ max: 3 })], {
  numRuns: 500,
})('one changed byte gives a picture or one sentence, never anything else', async (at, change, more) => {
  const file = Buffer.from(good);
  for (let step = 0; step <= more; step++) {
    const place = (at + step * 7) % file.length;
    file[place] = (file[place] ?? 0) ^ change;
  }
  await avatarOfPng(file).catch((error: unknown) => expect(error).toMatchObject({ code: 'bad_picture' }));
});

property.prop(
  [
    fc.constantFrom(0, 2, 3, 4, 6),
    fc.constantFrom(1, 2, 4, 8, 16),
    fc.constantFrom(0, 1),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 40 }),
    fc.uint8Array({ maxLength: 4000 }),
    fc.array(
      fc.record({
        type: fc.constantFrom('PLTE', 'tRNS', 'gAMA', 'tEXt', 'IDAT', 'iCCP'),
        data: fc.uint8Array({ maxLength: 30 }),
      }),
      { maxLength: 4 },
    ),
  ],
  { numRuns: 500 },
)(
  'any chunks with right checksums give a picture or one sentence',
  async (color, depth, interlace, width, height, raw, chunks) => {
    const file = png(
      { color, depth, interlace, width, height },
      raw,
      ...chunks.map(({ type, data }) => chunk(type, data)),
    );
    const avatar = await avatarOfPng(file).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'bad_picture' });
      return null;
    });
    if (avatar !== null) expect(avatar.rgb).toHaveLength(12_288);
  },
);
