// Text cut into rows that fit a width, counted as the terminal counts: wide, combining and joined characters included.
import widestLine from 'widest-line';
import wrapAnsi from 'wrap-ansi';

/** The columns a text without line ends takes. */
export const width = widestLine;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function* clusters(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** Rows of at most `columns` columns; words stay whole where they fit, blanks stay as typed. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => {
    if (line.length <= columns && width(line) <= columns) return [line];
    return wrapAnsi(line, columns, { hard: true, trim: false }).split('\n');
  });
}

/** The beginning that fits, with an ellipsis where something was cut. */
export function cut(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const cluster of clusters(text)) {
    const next = width(cluster);
    if (used + next > columns - 1) break;
    kept += cluster;
    used += next;
  }
  return `${kept}…`;
}

/** Cut or filled with blanks to exactly this width. */
export function fit(text: string, columns: number): string {
  const kept = cut(text, columns);
  return kept + ' '.repeat(Math.max(0, columns - width(kept)));
}
