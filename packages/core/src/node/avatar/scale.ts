// The middle square of a picture at another size: every pixel is the mean of the area it stands for.
import type { Pixels } from './pixels.ts';

/** sRGB to the amount of light, which is what can be averaged (IEC 61966-2-1). */
const LIGHT = Float64Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

/**
 * `side` x `side` pixels of the largest square in the middle of the picture. Colours count as much as they
 * can be seen, and what cannot be seen at all has none: nothing hidden under transparency is passed on.
 */
export function scaleToSquare(from: Pixels, side: number): Pixels {
  const square = Math.min(from.width, from.height);
  const columns = spans((from.width - square) / 2, square / side, side, from.width);
  const rows = spans((from.height - square) / 2, square / side, side, from.height);
  const data = new Uint8Array(side * side * 4);
  let to = 0;
  for (const row of rows)
    for (const column of columns) {
      mean(from, row, column, data, to);
      to += 4;
    }
  return { width: side, height: side, data };
}

/** Source pixels from `first` up to, not including, `end`; the weights say how much of each belongs to it. */
interface Span {
  readonly first: number;
  readonly end: number;
  readonly weights: Float64Array;
}

function spans(offset: number, step: number, count: number, most: number): Span[] {
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [offset + index * step, offset + (index + 1) * step];
    const first = Math.floor(from);
    const end = Math.min(most, Math.max(first + 1, Math.ceil(to)));
    const weights = Float64Array.from({ length: end - first }, (_unused, at) =>
      Math.max(0, Math.min(to, first + at + 1) - Math.max(from, first + at)),
    );
    return { first, end, weights };
  });
}

function mean({ width, data }: Pixels, rows: Span, columns: Span, result: Uint8Array, to: number): void {
  let [red, green, blue, alpha, area] = [0, 0, 0, 0, 0];
  for (let y = rows.first; y < rows.end; y++) {
    const rowWeight = rows.weights[y - rows.first] ?? 0;
    let at = (y * width + columns.first) * 4;
    for (let x = columns.first; x < columns.end; x++, at += 4) {
      const weight = rowWeight * (columns.weights[x - columns.first] ?? 0);
      const seen = weight * (data[at + 3] ?? 0);
      area += weight;
      alpha += seen;
      red += seen * (LIGHT[data[at] ?? 0] ?? 0);
      green += seen * (LIGHT[data[at + 1] ?? 0] ?? 0);
      blue += seen * (LIGHT[data[at + 2] ?? 0] ?? 0);
    }
  }
  const opacity = Math.round(alpha / area);
  if (opacity === 0) return;
  result[to] = asByte(red / alpha);
  result[to + 1] = asByte(green / alpha);
  result[to + 2] = asByte(blue / alpha);
  result[to + 3] = opacity;
}

function asByte(light: number): number {
  return Math.round(255 * (light <= 0.003_130_8 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
}
