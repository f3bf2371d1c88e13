// The results as a person reads them.
import type { CaseResult } from './result.ts';

const HEAD = ['case', 'client', 'direction', 'world', 'result', 'time'];
const TIME = HEAD.indexOf('time');

export function table(results: readonly CaseResult[]): string {
  const rows = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head = '', ...lines] = rows.map((row) => inColumns(row, widths));
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines, ''].join('\n');
}

function inColumns(row: readonly string[], widths: readonly number[]): string {
  const padded = row.map((cell, column) =>
    column === TIME ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
  );
  return `| ${padded.join(' | ')} |`;
}

function cells({ case: name, client, direction, world, result, seconds }: CaseResult): string[] {
  const shown = result === 'passed' ? result : result.toUpperCase();
  return [name.replaceAll('|', '\\|'), client, direction, world, shown, `${seconds.toFixed(1)} s`];
}
