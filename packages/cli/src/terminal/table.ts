// Columns of plain text that line up, whatever script their cells are written in.
import widestLine from 'widest-line';

/** Rows of cells that are safe to print; two blanks between columns, none at the end. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, widestLine(cell));
    });
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widestLine(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
