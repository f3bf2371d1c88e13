// One drawing of a running scenario: how far it is, who is there, and what broke last.
import { styleText } from 'node:util';
import { span } from '../../judge/verdict.ts';
import type { Counts, Row } from './counts.ts';

export interface Heading {
  readonly name: string;
  readonly world: string;
  readonly seed: number;
  /** Milliseconds of the world's clock. */
  readonly duration: number;
}

export interface Picture {
  readonly heading: Heading;
  readonly counts: Counts;
  /** What is going on while the world opens. */
  readonly opened: string;
  readonly news: readonly string[];
  readonly took: number;
  readonly color: boolean;
  readonly rows: number;
  readonly columns: number;
}

/** Lines around the table: heading, totals, head of the table, news. */
const AROUND = 11;
const BAR = 30;
const HEAD = ['who', 'up', 'sees online', 'written', 'shown', 'files'] as const;

export function frame({
  heading,
  counts,
  opened,
  news,
  took,
  color,
  rows,
  columns,
}: Picture): readonly string[] {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const { now, recorder } = counts;
  const lines = [paint('bold', `${heading.name}, in the world "${heading.world}", seed ${heading.seed}`)];
  if (now === null || recorder === null)
    return [...lines, `${opened === '' ? 'It opens.' : opened} ${span(took)}`];
  const part = Math.min(1, now / heading.duration);
  const done = Math.round(part * BAR);
  lines.push(
    `${paint('cyan', '#'.repeat(done))}${'-'.repeat(BAR - done)} ${span(now)} of ${span(heading.duration)}, ${span(took)} here`,
    `${recorder.up} of ${counts.rows.length} up, ${recorder.online} of ${counts.pairs} views online, texts ${recorder.texts.shown} of ${recorder.texts.taken}, files ${recorder.files.landed}, faults ${counts.faultsOn} on of ${counts.faults}`,
    '',
  );
  const table = tableOf(counts, Math.max(3, rows - AROUND));
  const widths = HEAD.map((head, at) =>
    Math.max(head.length, ...table.map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  lines.push(paint('dim', line(HEAD)), ...table.map(line));
  if (news.length > 0) lines.push('', ...news);
  return lines.map((text) => (color ? text : text.slice(0, columns - 1)));
}

/** Person by person, or by groups where there are too many for the screen. */
function tableOf(counts: Counts, most: number): readonly (readonly string[])[] {
  const { rows, recorder } = counts;
  if (rows.length <= most)
    return rows.map((row, at) => [
      row.name,
      recorder?.isUp(at) === true ? 'up' : '-',
      `${counts.sees(at)}/${row.contacts.length}`,
      ...sums([row]),
    ]);
  const groups = new Map<string, number[]>();
  for (const [at, { group }] of rows.entries()) groups.set(group, [...(groups.get(group) ?? []), at]);
  return [...groups].slice(0, most).map(([group, members]) => {
    const of = members.map((at) => rows[at] as Row);
    const up = members.filter((at) => recorder?.isUp(at)).length;
    const sees = members.reduce((sum, at) => sum + counts.sees(at), 0);
    const contacts = of.reduce((sum, { contacts }) => sum + contacts.length, 0);
    return [`${group} (${members.length})`, `${up}`, `${sees}/${contacts}`, ...sums(of)];
  });
}

function sums(rows: readonly Row[]): string[] {
  return (['written', 'shown', 'files'] as const).map(
    (field) => `${rows.reduce((sum, row) => sum + row[field], 0)}`,
  );
}
