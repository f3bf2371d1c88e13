import { describe, expect, test } from 'vitest';
import { FrameOpener, FrameSealer } from '../../src/node/frames/frame-cipher.ts';
import { FrameReader } from '../../src/node/frames/frame-reader.ts';

const KEY = new Uint8Array(32).fill(7);
const PLAINS = ['', 'a', 'x'.repeat(300), '\0\n', 'y'.repeat(65_535)].map((text) => Buffer.from(text));

/** Fed in pieces of this size: the frames that came out, and whether the reader found it broken. */
function read(bytes: Uint8Array, piece: number, key = KEY): { frames: string[]; broken: number } {
  const frames: string[] = [];
  let broken = 0;
  const reader = new FrameReader(new FrameOpener(key), {
    frame: (plain) => void frames.push(plain.toString('latin1')),
    broken: () => void broken++,
  });
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  return { frames, broken };
}

function sealed(plains: readonly Uint8Array[], key = KEY): Buffer {
  const sealer = new FrameSealer(key);
  return Buffer.concat(plains.map((plain) => sealer.seal(plain)));
}

test.each([1, 2, 3, 17, 1000, 100_000])('frames come out as they went in, in pieces of %d', (piece) => {
  const expected = PLAINS.map((plain) => plain.toString('latin1'));
  expect(read(sealed(PLAINS), piece)).toEqual({ frames: expected, broken: 0 });
});

test('one frame has these bytes (ChaCha20-Poly1305, nonce 0, the length as additional data)', () => {
  expect(new FrameSealer(KEY).seal(Buffer.from('web')).toString('hex')).toMatchInlineSnapshot(
    `"000340e14bdb0390f0d21be4bf3adfdf7d5e00e8cf"`,
  );
});

describe('broken, once, and nothing comes after it:', () => {
  const whole = sealed(['one', 'two', 'three'].map((text) => Buffer.from(text)));

  test('any flipped bit', () => {
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      const { frames, broken } = read(bytes, bytes.length);
      // A length that grew waits for more than there is.
      expect(frames.length + broken).toBeLessThan(4);
      expect(['one', 'two', 'three'].slice(0, frames.length)).toEqual(frames);
      expect(frames.length).toBeLessThan(3);
    }
  });

  test('a frame twice, left out, or in another place', () => {
    const [one, two] = [
      whole.subarray(0, size('one')),
      whole.subarray(size('one'), size('one') + size('two')),
    ];
    for (const order of [[one, one], [two], [one, whole.subarray(one.length + two.length), two]])
      expect(read(Buffer.concat(order), 7)).toMatchObject({ broken: 1 });
  });

  test('our own frames sent back to us', () => {
    expect(read(sealed([Buffer.from('x')], new Uint8Array(32).fill(8)), 5)).toEqual({
      frames: [],
      broken: 1,
    });
  });
});

test('an unfinished frame is held, and no more', () => {
  const { frames } = read(whole65k().subarray(0, -1), 1000);
  expect(frames).toEqual([]);
});

/** Bytes of the frame of a text. */
function size(text: string): number {
  return 2 + text.length + 16;
}

function whole65k(): Buffer {
  return sealed([Buffer.alloc(65_535)]);
}
