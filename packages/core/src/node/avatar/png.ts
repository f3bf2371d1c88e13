// Avatars to and from PNG files.
import type { Avatar } from '../../model.ts';
import { AVATAR_SIDE, avatarOfPixels, pixelsOfAvatar } from './avatar-pixels.ts';
import { decodePng } from './decode-png.ts';
import { scaleToSquare } from './scale.ts';

/** Colour types of PNG. */
const RGB = 2;
const RGBA = 6;

/** The middle of the picture, scaled to 64 x 64. Throws `bad_picture` for what is no PNG, broken or too large. */
export async function avatarOfPng(file: Uint8Array): Promise<Avatar> {
  return avatarOfPixels(scaleToSquare(await decodePng(file), AVATAR_SIDE));
}

/** A PNG file of 64 x 64 pixels, some 20 kB at most; with an alpha channel if the avatar has one. */
export async function pngOfAvatar(avatar: Avatar): Promise<Uint8Array> {
  const { PNG } = await import('pngjs');
  const png = new PNG({ width: AVATAR_SIDE, height: AVATAR_SIDE });
  png.data.set(pixelsOfAvatar(avatar).data);
  return PNG.sync.write(png, { colorType: avatar.alpha.length === 0 ? RGB : RGBA });
}
