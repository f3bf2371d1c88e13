// The figures as a person reads them.
import type { Figure } from './figure.ts';
import type { Interval } from './stats/ratio.ts';

const HEAD = ['group', 'figure', 'profile', 'unit', 'ours', 'reference', 'ratio', 'null', 'target', 'holds'];

export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const [head = '', ...lines] = rows.map((row) => inColumns(row, widths));
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines, ''].join('\n');
}

function inColumns(row: readonly string[], widths: readonly number[]): string {
  return `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
}

function cells(figure: Figure): string[] {
  const { ratio, low, high } = figure;
  return [
    figure.group,
    figure.name,
    figure.profile,
    figure.unit,
    amount(figure.ours),
    amount(figure.reference),
    ratio === null || low === null || high === null ? '' : interval({ ratio, low, high }),
    figure.null === null ? '' : interval(figure.null),
    figure.target,
    figure.holds ? 'yes' : 'NO',
  ];
}

function interval({ ratio, low, high }: Interval): string {
  return `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** Three digits that count. */
function amount(value: number | null): string {
  if (value === null) return '';
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 3));
}
