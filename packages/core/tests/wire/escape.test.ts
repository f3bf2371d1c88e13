import { describe, expect, it } from 'vitest';
import { escape, escapeText, unescape } from '../../src/wire/escape.ts';

const ALPHABET = ['\\', '/', 'n', '\n', 'a'];
const LONGEST = 6;

function* allTexts(): Generator<string> {
  let texts = [''];
  for (let length = 0; length <= LONGEST; length++) {
    yield* texts;
    texts = texts.flatMap((text) => ALPHABET.map((letter) => text + letter));
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

// The legacy client, word for word: tc_client.py, lines 73 to 109.
const legacyEscape = (text: string): string => text.replaceAll('\\', '\\/').replaceAll('\n', '\\n');
const legacyUnescape = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\/', '\\');

describe('escaping', () => {
  const all = [...allTexts()];

  it('is tried on every text of up to six characters', () => {
    expect(new Set(all).size).toBe(19531);
  });

  it('equals the two replaces of the legacy client', () => {
    const wrong = all.filter((text) => textOf(escape(bytesOf(text))) !== legacyEscape(text));
    expect(wrong).toEqual([]);
  });

  it('is the same for texts and for bytes', () => {
    expect(all.filter((text) => escapeText(text) !== textOf(escape(bytesOf(text))))).toEqual([]);
  });

  it('leaves no LF, and unescaping gives back what was there', () => {
    const wrong = all.filter((text) => {
      const escaped = escape(bytesOf(text));
      return escaped.includes(0x0a) || textOf(unescape(escaped)) !== text;
    });
    expect(wrong).toEqual([]);
  });
});

describe('unescaping', () => {
  it('equals the two replaces of the legacy client, also for what no sender writes', () => {
    const wrong = [...allTexts()].filter((text) => textOf(unescape(bytesOf(text))) !== legacyUnescape(text));
    expect(wrong).toEqual([]);
  });

  it('keeps a backslash before any other character, and one at the end', () => {
    expect(textOf(unescape(bytesOf('\\x\\\\n\\')))).toBe('\\x\\\n\\');
  });
});

it('hands back the same bytes where there is nothing to do', () => {
  const bytes = bytesOf('plain / n');
  expect(escape(bytes)).toBe(bytes);
  expect(unescape(bytes)).toBe(bytes);
});
