import { expect, it } from 'vitest';
import { quoted, words } from '../../src/control/words.ts';

it('tells words, keys and quoted strings apart', () => {
  const { plain, keys } = words('NOTICE BOOTSTRAP PROGRESS=14 SUMMARY="Handshaking with a relay" TAG=');
  expect(plain).toEqual(['NOTICE', 'BOOTSTRAP']);
  expect([...keys]).toEqual([
    ['PROGRESS', '14'],
    ['SUMMARY', 'Handshaking with a relay'],
    ['TAG', ''],
  ]);
});

it.each([
  ['"a \\"b\\" \\\\ c"', 'a "b" \\ c'],
  ['"tab\\tline\\n"', 'tab\tline\n'],
  ['"/home/j\\303\\266rg/cookie"', '/home/jörg/cookie'],
  ['"\\101"', 'A'],
])('undoes the escapes of %s', (text, meant) => {
  expect(words(text).plain).toEqual([meant]);
});

it('quotes so that reading gives the same back', () => {
  const path = '/tmp/a "b" \\c';
  expect(words(quoted(path)).plain).toEqual([path]);
});

it('lets no line break through the quotes', () => {
  expect(quoted('a\r\nSETCONF x')).toBe('"aSETCONF x"');
});
