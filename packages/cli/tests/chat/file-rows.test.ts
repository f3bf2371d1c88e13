import { expect, test } from 'vitest';
import widestLine from 'widest-line';
import { fileRows } from '../../src/chat/layout/file-rows.ts';
import { BOB, CAROL, contact, file } from '../support/world.ts';

const CONTACTS = new Map([
  [BOB, contact(BOB, 'bob')],
  [CAROL, contact(CAROL, 'Karoline von der Heide')],
]);
const RUNNING = { state: 'running', moved: 820_000, rate: 1_200_000, secondsLeft: 12 } as const;
const FILES = [
  file(3, { direction: 'in', name: 'cat\u202Egpj.exe' }),
  file(4, { state: 'paused', pausedBy: 'them', moved: 500_000 }),
  file(9, { ...RUNNING, contact: CAROL, direction: 'in', name: '日本語の長い名前のファイルです.txt' }),
  file(12, { ...RUNNING }),
  file(13, { state: 'waiting' }),
];

test('what moves comes first, then offers, then what is paused, then what waits; each on one row', () => {
  expect(fileRows(FILES, CONTACTS, { columns: 80, rows: 5 })).toEqual([
    '  9 ↓ Karoline vo… ▰▰▰▰▱▱▱▱▱▱ 41 %  1.2 MB/s 12 s left 日本語の長い名前のファイ…',
    ' 12 ↑ bob          ▰▰▰▰▱▱▱▱▱▱ 41 %  1.2 MB/s 12 s left photo.jpg',
    '  3 ↓ bob          2.0 MB           /accept 3 catgpj.exe',
    '  4 ↑ bob          ▰▰▰▱▱▱▱▱▱▱ 25 %  paused by the other side photo.jpg',
    ' 13 ↑ bob          ▱▱▱▱▱▱▱▱▱▱ 0 %   waits for the contact photo.jpg',
  ]);
});

test('what finds no room is counted', () => {
  const shown = fileRows(FILES, CONTACTS, { columns: 80, rows: 3 });
  expect(shown).toHaveLength(3);
  expect(shown[2]).toBe(' and 3 more: /files');
  expect(fileRows(FILES, CONTACTS, { columns: 80, rows: 1 })).toEqual([' 5 files: /files']);
  expect(fileRows(FILES, CONTACTS, { columns: 80, rows: 0 })).toEqual([]);
});

test.each([10, 30, 40, 50, 79, 200])('no row is wider than %i columns', (columns) => {
  for (const row of fileRows(FILES, CONTACTS, { columns, rows: 5 }))
    expect(widestLine(row)).toBeLessThanOrEqual(columns);
});
