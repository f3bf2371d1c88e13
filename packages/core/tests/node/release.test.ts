import { describe, expect, test } from 'vitest';
import { release } from '../../src/node/frames/release.ts';

describe('bytes that are released', () => {
  test('are gone, where the memory was theirs alone', () => {
    const bytes = Buffer.alloc(65_536, 1);
    const { buffer } = bytes;
    release(bytes);
    expect([bytes.length, buffer.byteLength]).toEqual([0, 0]);
    release(bytes);
  });

  test('stay, where they are a part of something larger', () => {
    const whole = Buffer.alloc(100_000, 1);
    release(whole.subarray(0, 50_000));
    release(whole.subarray(50_000));
    // From the pool that small buffers share.
    const [small, neighbour] = [Buffer.from('a line'), Buffer.from('another')];
    release(small);
    expect(whole.length).toBe(100_000);
    expect([small.toString(), neighbour.toString()]).toEqual(['a line', 'another']);
  });
});
