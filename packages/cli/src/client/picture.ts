// Pictures between files, the API and the terminal.
import {
  type Pixels,
  avatarOfPng,
  pixelsOfAvatar,
  pngOfAvatar,
  readPicture,
  scaleToSquare,
} from '@torchat/core/avatar';

/** The file as the picture that contacts will see. Made here: the gateway has better things to do than a large photo. */
export async function chosenPicture(path: string): Promise<Uint8Array> {
  return pngOfAvatar(await avatarOfPng(await readPicture(path)));
}

/** A picture of the API, as pixels to show. */
export async function pixelsOfPng(png: Uint8Array): Promise<Pixels> {
  return pixelsOfAvatar(await avatarOfPng(png));
}

/** Smaller, if it has to be: `columns` cells wide at most, `rows` high. */
export function fitted(pixels: Pixels, columns: number, rows: number): Pixels {
  const side = Math.min(pixels.width, columns, 2 * rows);
  const even = Math.max(2, side - (side % 2));
  return even === pixels.width ? pixels : scaleToSquare(pixels, even);
}
