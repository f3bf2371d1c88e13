import { expect, test } from 'vitest';
import widestLine from 'widest-line';
import { inputRows } from '../../src/chat/layout/input-rows.ts';
import { type Row, type RowsWish, rowsAbove, rowsAfter, visibleRows } from '../../src/chat/layout/rows.ts';
import { screenLayout } from '../../src/chat/layout/screen-layout.ts';
import { cut, fit, wrap } from '../../src/terminal/wrap.ts';
import { EMPTY_TALK, type Entry, withNotice } from '../../src/chat/talk.ts';
import { BOB, message } from '../support/world.ts';

const WILD =
  'plain words, 日本語の長い文章です, 👩‍👩‍👧👍🏽🇩🇪, नमस्ते दुनिया, e\u0301e\u0301, 한국어 조선말, supercalifragilisticexpialidocious';

test.each([4, 5, 7, 20, 58])('wraps to %i columns, and no row is wider', (columns) => {
  for (const row of wrap(WILD, columns)) expect(widestLine(row)).toBeLessThanOrEqual(columns);
  expect(wrap(WILD, columns).join('').replaceAll(' ', '')).toBe(WILD.normalize().replaceAll(' ', ''));
});

test.each([1, 2, 3, 10, 200])('fits to exactly %i columns', (columns) => {
  expect(widestLine(fit(WILD, columns))).toBe(columns);
  expect(widestLine(cut(WILD, columns))).toBeLessThanOrEqual(columns);
});

function wish(entries: readonly Entry[], change: Partial<RowsWish> = {}): RowsWish {
  return { entries, columns: 58, rows: 10, scroll: 0, name: 'bob', ...change };
}

const said = (key: number, text: string, change = {}): Entry => ({
  kind: 'message',
  message: message(BOB, key, text, change),
});
const text = (row: Row): string => `${row.name ? `${row.name.text}: ` : ''}${row.text}`;

test('shows the newest rows, oldest at the top, with the day above the first text of it', () => {
  const tomorrow = message(BOB, 0, '').at + 86_400_000;
  const entries = [said(1, 'one'), said(2, 'two', { direction: 'out' }), said(3, 'three', { at: tomorrow })];
  const { rows, top } = visibleRows(wish(entries));
  expect(rows.map(text)).toEqual([
    '── Fri, 1 May 2026 ──',
    'bob: one',
    'you: two',
    '── Sat, 2 May 2026 ──',
    'bob: three',
  ]);
  expect(top).toBe(true);
});

test('looks as far back as scrolled, and knows how much there is', () => {
  const entries = Array.from({ length: 100 }, (_, at) => said(at + 1, `n${at + 1}`));
  const scrolled = wish(entries, { scroll: 30 });
  expect(visibleRows(scrolled).rows.map(text).at(-1)).toBe('bob: n70');
  expect(rowsAbove(scrolled, 1000)).toBe(101 - 30 - 10);
  expect(rowsAbove(scrolled, 5)).toBe(5);
  expect(rowsAfter(scrolled, 95)).toBe(5);
});

test.each([30, 41, 58, 200])('no row of a conversation is wider than its %i columns', (columns) => {
  const entries = [
    said(1, WILD),
    said(2, `${'x'.repeat(300)}\n\n${WILD}`, { direction: 'out', state: 'waiting' }),
    { kind: 'notice', tone: 'error', text: WILD, after: 2, number: 1 } as const,
  ];
  for (const row of visibleRows(wish(entries, { columns, rows: 100, name: '日本語の名前がとても長い人' }))
    .rows) {
    const lead = `${row.time === '' ? '' : `${row.time} `}${row.mark ? `${row.mark.sign} ` : ''}${row.name ? `${row.name.text}: ` : ''}`;
    expect(widestLine(`${' '.repeat(row.indent)}${lead}${row.text}`)).toBeLessThanOrEqual(columns);
  }
});

test('a huge text is cut for the screen, and laid out once', () => {
  const entries = [said(1, 'word '.repeat(100_000))];
  const { rows } = visibleRows(wish(entries));
  expect(rows.at(-1)?.text).toMatch(/more characters\)$/u);
  expect(visibleRows(wish(entries)).rows.at(-1)).toBe(rows.at(-1));
});

test.each<[string, number, readonly string[], number, number]>([
  ['', 0, [''], 0, 0],
  ['hello', 5, ['hello'], 0, 5],
  ['a\nb', 2, ['a', 'b'], 1, 0],
  ['123456789x', 10, ['123456789', 'x'], 1, 1],
  ['日本語日本語', 4, ['日本語日', '本語'], 1, 0],
  ['1\n2\n3\n4\n5', 9, ['3', '4', '5'], 2, 1],
  ['1\n2\n3\n4\n5', 0, ['1', '2', '3'], 0, 0],
])('the input %j with the cursor at %i', (input, cursor, rows, y, x) => {
  expect(inputRows(input, cursor, 10, 3)).toEqual({ rows, y, x });
});

test('every size of the window has room for all its parts', () => {
  for (let columns = 1; columns <= 120; columns += 7)
    for (let rows = 3; rows <= 50; rows += 1) {
      const layout = screenLayout(columns, rows, { text: 'a\n'.repeat(30), cursor: 20, files: rows % 9 });
      expect(layout.talk.rows).toBeGreaterThan(0);
      const files = layout.files?.rows ?? 0;
      expect(layout.talk.rows + files + layout.input.rows.length + (layout.rule ? 1 : 0) + 1).toBe(rows);
      expect(layout.talk.columns + (layout.roster?.columns ?? 0)).toBe(columns);
    }
});

test('rows of a remark that is made twice after one message are told apart', () => {
  const once = withNotice({ ...EMPTY_TALK, entries: [said(1, 'hello')] }, 'info', 'two\nrows', 1000);
  const { entries } = withNotice(once, 'info', 'two\nrows', 1000);
  const keys = visibleRows(wish(entries)).rows.map((row) => row.key);
  expect(keys).toHaveLength(6);
  expect(new Set(keys).size).toBe(6);
});
