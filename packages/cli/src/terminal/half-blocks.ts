// A picture as rows of a terminal: two pixels in each cell, one above the other.
import type { Pixels } from '@torchat/core/avatar';
import type { Palette } from './palette.ts';

/** Alpha from which on a pixel is there: what lies behind it is the terminal's, and unknown. */
const SEEN = 128;
const BOTH = '▀';
const LOWER = '▄';
const SHADES = ' .:-=+*#%@';
const RESET = '\u001B[0m';

type Color = readonly [red: number, green: number, blue: number] | null;

/** `height / 2` rows of `width` columns; the height is even. Holds nothing but these characters and colours. */
export function halfBlocks(pixels: Pixels, palette: Palette): string[] {
  const rows: string[] = [];
  for (let y = 0; y < pixels.height; y += 2)
    rows.push(palette === 'grey' ? greyRow(pixels, y) : colorRow(pixels, y, palette));
  return rows;
}

function colorRow(pixels: Pixels, y: number, palette: 'true' | '256'): string {
  let row = '';
  let last = '';
  for (let x = 0; x < pixels.width; x++) {
    const [text, style] = cell(colorAt(pixels, x, y), colorAt(pixels, x, y + 1), palette);
    row += style === last ? text : `${RESET}${style}${text}`;
    last = style;
  }
  return `${row}${RESET}`;
}

function cell(upper: Color, lower: Color, palette: 'true' | '256'): [text: string, style: string] {
  if (upper !== null && lower !== null)
    return [BOTH, `\u001B[38;${code(upper, palette)};48;${code(lower, palette)}m`];
  if (upper !== null) return [BOTH, `\u001B[38;${code(upper, palette)}m`];
  return lower === null ? [' ', ''] : [LOWER, `\u001B[38;${code(lower, palette)}m`];
}

function greyRow(pixels: Pixels, y: number): string {
  let row = '';
  for (let x = 0; x < pixels.width; x++) {
    const light = (lightOf(colorAt(pixels, x, y)) + lightOf(colorAt(pixels, x, y + 1))) / 2;
    row += SHADES[Math.round(light * (SHADES.length - 1))] ?? ' ';
  }
  return row.trimEnd();
}

function colorAt({ width, data }: Pixels, x: number, y: number): Color {
  const at = (y * width + x) * 4;
  const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
  return alpha < SEEN ? null : [red, green, blue];
}

/** 0 to 1, as bright as it looks (ITU-R BT.601). */
function lightOf(color: Color): number {
  return color === null ? 0 : (0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]) / 255;
}

/** The rest of an SGR sequence after 38 or 48 (ECMA-48 8.3.117, as xterm has it). */
function code(color: readonly [number, number, number], palette: 'true' | '256'): string {
  return palette === 'true' ? `2;${color.join(';')}` : `5;${nearest256(color)}`;
}

/** The steps of the cube of 6 x 6 x 6 colours; the 24 greys are 8, 18, 28 ... 238. */
const STEPS = [0, 95, 135, 175, 215, 255] as const;

function nearest256(color: readonly [number, number, number]): number {
  const steps = color.map(nearestStep);
  const [red = 0, green = 0, blue = 0] = steps;
  const grey = Math.min(23, Math.max(0, Math.round(((color[0] + color[1] + color[2]) / 3 - 8) / 10)));
  const level = 8 + 10 * grey;
  const cube = distance(color, [STEPS[red] ?? 0, STEPS[green] ?? 0, STEPS[blue] ?? 0]);
  return distance(color, [level, level, level]) < cube ? 232 + grey : 16 + 36 * red + 6 * green + blue;
}

function nearestStep(value: number): number {
  if (value < 48) return 0;
  return value < 115 ? 1 : Math.round((value - 35) / 40 - 0.001);
}

function distance(a: readonly [number, number, number], b: readonly [number, number, number]): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
