// The open contact's picture below the list of contacts, where they leave room for it.
import { scaleToSquare, type Pixels } from '@torchat/core/avatar';
import { halfBlocks } from '../../terminal/half-blocks.ts';
import type { Palette } from '../../terminal/palette.ts';

/** Pixels of one side: smaller ones cannot be made out, larger ones draw the eye from the texts. */
const SMALLEST = 12;
const LARGEST = 20;

const drawn = new WeakMap<Pixels, { readonly key: string; readonly rows: readonly string[] }>();

/** Rows for the foot of an area of `columns` and `free` rows; none where it is too small, or colours are few. */
export function smallPicture(
  pixels: Pixels,
  palette: Palette | null,
  columns: number,
  free: number,
): readonly string[] {
  const side = Math.min(LARGEST, columns - (columns % 2), 2 * free);
  if (palette === null || palette === 'grey' || side < SMALLEST) return [];
  const key = `${palette}${side}`;
  const known = drawn.get(pixels);
  if (known?.key === key) return known.rows;
  const rows = halfBlocks(scaleToSquare(pixels, side), palette);
  drawn.set(pixels, { key, rows });
  return rows;
}
