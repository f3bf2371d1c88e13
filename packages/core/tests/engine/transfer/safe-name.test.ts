import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeName } from '../../../src/engine/transfer/safe-name.ts';

test.each([
  ['holiday photo.jpg', 'holiday photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\boot.ini', 'boot.ini'],
  ['..', 'unnamed'],
  ['', 'unnamed'],
  ['/', 'unnamed'],
  ['.bashrc', 'bashrc'],
  [' . .x', 'x'],
  ['a\0b\n.txt', 'ab.txt'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['a\u2066b\u200Fc', 'abc'],
  ['\u3164\u2800\u115F', 'unnamed'],
  ['invoice.pdf\u3164.exe', 'invoice.pdf.exe'],
  ['-rf', '_rf'],
  ['con', '_con'],
  ['NUL.txt', '_NUL.txt'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['a:stream', 'a_stream'],
  ['end. . ', 'end'],
  ['\uD800x', 'x'],
  ['日本語.txt', '日本語.txt'],
])('%j becomes %j', (given, expected) => expect(safeName(given)).toBe(expected));

test('a long name is cut to 200 bytes, and keeps its extension', () => {
  expect(safeName(`${'x'.repeat(300)}.jpeg`)).toBe(`${'x'.repeat(195)}.jpeg`);
  expect(safeName(`${'日'.repeat(100)}.txt`)).toBe(`${'日'.repeat(65)}.txt`);
  expect(safeName(`a.${'y'.repeat(300)}`)).toHaveLength(200);
});

test('whatever comes, it is a name and nothing else, and stays the same', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ' ',
      '-',
      'con',
      'lpt9',
      '\u202E',
      '\u3164',
      '\0',
      '\r\n',
      'é',
      '\u0301',
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const name = safeName(parts.join(''));
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/^$|^[\s.-]|[\s.]$|[/\\:<>"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u);
      expect(safeName(name)).toBe(name);
    }),
    { numRuns: 2000 },
  );
});
