// Avatars as the wire has them, and pixels: the one split into colours and alpha, the other with both together.
import type { Avatar } from '../../model.ts';
import type { Pixels } from './pixels.ts';

/** Pixels of one side of an avatar. */
export const AVATAR_SIDE = 64;
const PIXELS = AVATAR_SIDE * AVATAR_SIDE;

/** `pixels` are 64 x 64. No alpha where all of it is opaque: a quarter less to send. */
export function avatarOfPixels({ data }: Pixels): Avatar {
  const rgb = new Uint8Array(PIXELS * 3);
  const alpha = new Uint8Array(PIXELS);
  for (let at = 0; at < PIXELS; at++) {
    rgb.set(data.subarray(at * 4, at * 4 + 3), at * 3);
    alpha[at] = data[at * 4 + 3] ?? 0;
  }
  return { rgb, alpha: alpha.every((value) => value === 255) ? new Uint8Array() : alpha };
}

export function pixelsOfAvatar({ rgb, alpha }: Avatar): Pixels {
  const data = new Uint8Array(PIXELS * 4);
  for (let at = 0; at < PIXELS; at++) {
    data.set(rgb.subarray(at * 3, at * 3 + 3), at * 4);
    data[at * 4 + 3] = alpha[at] ?? 255;
  }
  return { width: AVATAR_SIDE, height: AVATAR_SIDE, data };
}
