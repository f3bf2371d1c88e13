import { expect, test } from 'vitest';
import { printable, printableLine } from '../../src/terminal/printable.ts';

const ATTACKS: readonly (readonly [string, string, string])[] = [
  ['a title sequence', 'a\u001B]0;owned\u0007b', 'ab'],
  ['a clipboard sequence', 'a\u001B]52;c;ZXZpbA==\u001B\\b', 'ab'],
  ['colours', 'a\u001B[31mred\u001B[0m', 'ared'],
  ['eight-bit sequences', 'a\u009B2Jb', 'ab'],
  ['a sequence hidden in a sequence', '\u001B\u001B[2J[2J', '[2J'],
  ['bell, backspace, delete and NUL', 'a\u0007\b\u007F\u0000b', 'ab'],
  ['directions turned around', 'exe.\u202Egpj\u202C \u2066x\u2069\u200F', 'exe.gpj x'],
  ['characters without width', 'a\u200Bb\u2060c\uFEFFd\u00ADe', 'abcde'],
  ['tag characters', 'a\u{E0041}\u{E007F}b', 'ab'],
  ['line and paragraph separators', 'a\u2028b\u2029c', 'abc'],
  ['halves of surrogate pairs', 'a\uD800b\uDC00c', 'abc'],
  ['a carriage return that overwrites the line', 'good\rbad', 'good\nbad'],
  ['marks piled up', `z${'\u0301'.repeat(50)}`, `z${'\u0301'.repeat(4)}`],
];

test.each(ATTACKS)('takes %s out of a text', (_name, attack, safe) => {
  expect(printable(attack)).toBe(safe);
});

test('leaves nothing of any control character, alone or together', () => {
  const all = Array.from({ length: 0xa0 }, (_, code) => String.fromCodePoint(code)).join('x');
  // oxlint-disable-next-line no-control-regex
  expect(printable(all)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/u);
});

test('keeps what people write: emoji, joined scripts, wide characters, lines', () => {
  const text = 'Grüße 👩‍👩‍👧 日本語\nمی‌خواهم é नमस्ते';
  expect(printable(text)).toBe(text);
});

test('makes one line of a name that has several', () => {
  expect(printableLine('  a \n\n b\tc ')).toBe('a b    c');
});
