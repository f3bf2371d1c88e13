// `@torchat/core/avatar`: pictures of people, from and to PNG files. Apart, so that a command need not load the store with it.
export { pixelsOfAvatar } from './avatar-pixels.ts';
export { avatarDigest } from './digest.ts';
export { MAX_PICTURE_BYTES } from './limits.ts';
export type { Pixels } from './pixels.ts';
export { avatarOfPng, pngOfAvatar } from './png.ts';
export { readPicture } from './read-picture.ts';
export { scaleToSquare } from './scale.ts';
