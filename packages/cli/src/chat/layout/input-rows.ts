// The input as rows of the window, with the cursor among them.
import { clusters, width } from '../../terminal/wrap.ts';

export interface InputView {
  readonly rows: readonly string[];
  /** Row and column of the cursor within `rows`. */
  readonly y: number;
  readonly x: number;
}

/** Characters on either side of the cursor that are laid out: a pasted book would make every key slow. */
const NEAR = 4000;

/** At most `most` rows of at most `columns` columns, those around the cursor. */
export function inputRows(whole: string, position: number, columns: number, most: number): InputView {
  const from = Math.max(0, position - NEAR);
  const text = whole.slice(from, position + NEAR);
  const cursor = position - from;
  const rows: string[] = [''];
  let used = 0;
  let at = 0;
  let place = { y: 0, x: 0 };
  for (const cluster of clusters(text)) {
    if (at === cursor) place = { y: rows.length - 1, x: used };
    at += cluster.length;
    if (cluster === '\n') {
      rows.push('');
      used = 0;
      continue;
    }
    const wide = width(cluster);
    // One column stays free for the cursor at the end.
    if (used + wide > columns - 1) {
      rows.push('');
      used = 0;
      if (at - cluster.length === cursor) place = { y: rows.length - 1, x: 0 };
    }
    rows[rows.length - 1] += cluster;
    used += wide;
  }
  if (cursor >= at) place = { y: rows.length - 1, x: used };
  const start = Math.max(0, Math.min(place.y - most + 1, rows.length - most));
  return { rows: rows.slice(start, start + most), y: place.y - start, x: place.x };
}
