// Texts arrive byte for byte, in order, each once.
import { expect } from 'vitest';
import { bothWays, type Case } from './pair.ts';

const ROW = 30;

const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['plain', 'hello there'],
  ['unicode beyond the first plane', 'Grüße, привет, 你好, 🧅👩‍👩‍👧, \u{10FFFF}'],
  ['backslashes', 'C:\\new\\/table \\n \\/ \\\\n \\\\/ \\'],
  ['newlines', 'one\ntwo\n\nfour\n'],
  ['blanks at both ends', '  \t two blanks before, three after   '],
  ['of 100 KB', `${'öä\\\n '.repeat(14_628)}end`],
];

export const texts: readonly Case[] = [
  ...TEXTS.flatMap(([what, text]) =>
    bothWays(`a text: ${what}`, async (from, to) => {
      from.text(to, text);
      expect(await to.take(from, 1)).toEqual([text]);
    }),
  ),
  ...bothWays(`${ROW} texts in a row keep their order`, async (from, to) => {
    const row = Array.from({ length: ROW }, (_, number) => `number ${number} of the row`);
    for (const text of row) from.text(to, text);
    expect(await to.take(from, ROW)).toEqual(row);
  }),
];
