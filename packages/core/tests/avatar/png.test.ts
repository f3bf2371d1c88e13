import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { avatarOfPng, pngOfAvatar } from '../../src/node/avatar/png.ts';
import { type Color, painted, png } from './pictures.ts';

/** The four bytes of one pixel of an avatar. */
function pixel({ rgb, alpha }: Awaited<ReturnType<typeof avatarOfPng>>, x: number, y: number): number[] {
  const at = y * 64 + x;
  return [...rgb.subarray(at * 3, at * 3 + 3), alpha[at] ?? 255];
}

const chess = (x: number, y: number): Color => ((x + y) % 2 === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]);

describe('a picture becomes an avatar', () => {
  it('as it is, when it has 64 x 64 pixels', async () => {
    const avatar = await avatarOfPng(painted(64, 64, (x, y) => [x, y, x ^ y, 255]));
    expect(avatar.rgb).toHaveLength(12_288);
    for (const [x, y] of [
      [0, 0],
      [63, 0],
      [10, 50],
      [63, 63],
    ] as const)
      expect(pixel(avatar, x, y)).toEqual([x, y, x ^ y, 255]);
  });

  it('without alpha when all of it is opaque, with 4,096 bytes of it otherwise', async () => {
    const opaque = await avatarOfPng(painted(64, 64, () => [1, 2, 3, 255]));
    expect(opaque.alpha).toHaveLength(0);
    const clear = await avatarOfPng(painted(64, 64, (x) => [1, 2, 3, x === 5 ? 254 : 255]));
    expect(clear.alpha).toHaveLength(4096);
    expect(pixel(clear, 5, 9)).toEqual([1, 2, 3, 254]);
  });

  it.each([
    ['wide', 200, 100],
    ['high', 100, 200],
  ])('of its middle square, when it is %s', async (_what, width, height) => {
    const inside = (x: number, y: number): boolean =>
      Math.abs(x + 0.5 - width / 2) < 50 && Math.abs(y + 0.5 - height / 2) < 50;
    const avatar = await avatarOfPng(
      painted(width, height, (x, y) => (inside(x, y) ? [0, 200, 0, 255] : [200, 0, 0, 255])),
    );
    for (const [x, y] of [
      [0, 0],
      [63, 0],
      [0, 63],
      [63, 63],
      [32, 32],
    ] as const)
      expect(pixel(avatar, x, y)).toEqual([0, 200, 0, 255]);
  });

  it('with light averaged, not numbers: half black and half white is the grey that looks so', async () => {
    expect(pixel(await avatarOfPng(painted(128, 128, chess)), 7, 7)).toEqual([188, 188, 188, 255]);
  });

  it('with colours that count as much as they are seen', async () => {
    const avatar = await avatarOfPng(
      painted(128, 128, (x) => (x % 2 === 0 ? [255, 0, 0, 0] : [0, 0, 255, 255])),
    );
    expect(pixel(avatar, 20, 20)).toEqual([0, 0, 255, 128]);
  });

  it('without what is hidden under full transparency', async () => {
    const avatar = await avatarOfPng(painted(64, 64, () => [90, 91, 92, 0]));
    expect(avatar.rgb.every((byte) => byte === 0)).toBe(true);
    expect(avatar.alpha.every((byte) => byte === 0)).toBe(true);
  });

  it.each([1, 2, 3, 63, 65, 100])('from %i x %i pixels without seams or dark borders', async (side) => {
    const avatar = await avatarOfPng(painted(side, side, () => [10, 130, 250, 255]));
    expect(avatar.alpha).toHaveLength(0);
    for (let at = 0; at < 64; at++) expect(pixel(avatar, at, 63 - at)).toEqual([10, 130, 250, 255]);
  });

  it.each([
    ['1 bit of grey', { depth: 1, color: 0 }, 8],
    ['16 bits of grey', { depth: 16, color: 0 }, 128],
    ['16 bits of colour and alpha', { depth: 16, color: 6 }, 512],
    ['grey and alpha', { depth: 8, color: 4 }, 128],
    ['colour', { depth: 8, color: 2 }, 192],
  ])('from %s', async (_what, claim, rowBytes) => {
    const row = Buffer.alloc(rowBytes + 1, 0xff);
    row[0] = 0;
    const raw = Buffer.concat(Array.from({ length: 64 }, () => row));
    const avatar = await avatarOfPng(png({ width: 64, height: 64, ...claim }, raw));
    expect(pixel(avatar, 31, 31)).toEqual([255, 255, 255, 255]);
    expect(avatar.alpha).toHaveLength(0);
  });
});

describe('an avatar becomes a PNG file', () => {
  it.each([
    ['with alpha', 4096],
    ['without alpha', 0],
  ])('that gives the same avatar again, %s', async (_what, bytes) => {
    const alpha = randomBytes(bytes).map((byte) => byte | 1);
    const avatar = { rgb: new Uint8Array(randomBytes(12_288)), alpha: new Uint8Array(alpha) };
    const file = await pngOfAvatar(avatar);
    expect(file.length).toBeLessThan(20_000);
    expect(await avatarOfPng(file)).toEqual(avatar);
  });
});
