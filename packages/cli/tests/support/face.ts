// A picture for tests: the upper half red, the lower half blue, the right quarter of it clear.
import { avatarDigest, pngOfAvatar } from '@torchat/core/avatar';
import type { Avatar } from '@torchat/core';

const isClear = (pixel: number): boolean => pixel % 64 >= 48;

export const FACE: Avatar = {
  rgb: Uint8Array.from({ length: 12_288 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const shining = pixel < 2048 ? 0 : 2;
    return !isClear(pixel) && at % 3 === shining ? 255 : 0;
  }),
  alpha: Uint8Array.from({ length: 4096 }, (_, at) => (isClear(at) ? 0 : 255)),
};
export const FACE_NAME = avatarDigest(FACE);
export const FACE_PNG = await pngOfAvatar(FACE);
