import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LanguageOfWords, loadLanguages, newPhrase, parsePhrase } from '../../src/index.ts';

const WORDS = [...Array<string>(23).fill('abandon'), 'art'];
const phrases = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((entropy) => newPhrase({ bytes: () => entropy }));

describe('a new phrase', () => {
  it('has the words of BIP39 for its 32 bytes', () => {
    const asked: number[] = [];
    const random = { bytes: (length: number) => (asked.push(length), new Uint8Array(length)) };
    expect(newPhrase(random)).toEqual(WORDS);
    expect(asked).toEqual([32]);
  });
});

describe('a typed phrase', () => {
  it('is taken in any case, spacing and numbering', () => {
    const separator = fc.constantFrom(' ', '\n', '\t  ', ', ', '\r\n12. ', ' - ', '\u00a0', '\u3000');
    fc.assert(
      fc.property(phrases, separator, fc.boolean(), (words, between, upper) => {
        const text = ` 1) ${words.join(between)} `;
        expect(parsePhrase(upper ? text.toUpperCase() : text)).toEqual(words);
      }),
    );
  });

  it('is refused with its number of words when one is missing or too many', () => {
    expect(problem(WORDS.slice(1))).toBe('This is not a seed phrase: it has 23 words, a phrase has 24.');
    expect(problem([...WORDS, 'art'])).toBe('This is not a seed phrase: it has 25 words, a phrase has 24.');
    expect(problem([])).toBe('This is not a seed phrase: it has 0 words, a phrase has 24.');
  });

  it('is refused with each wrong word and the nearest right one', () => {
    const words = WORDS.with(2, 'abandn').with(7, 'ratr').with(23, 'zbera');
    expect(problem(words)).toBe(
      'This is not a seed phrase: word 3, "abandn", is not in the list (nearest: "abandon"); ' +
        'word 8, "ratr", is not in the list (nearest: "rate"); word 24, "zbera", is not in the list (nearest: "zebra").',
    );
  });

  it('is refused when its words do not fit together', () => {
    expect(problem(WORDS.with(0, 'ability'))).toContain('they do not fit');
    fc.assert(
      fc.property(phrases, fc.nat(22), (words, at) => {
        const swapped = words.with(at, words[at + 1]!).with(at + 1, words[at]!);
        // Eight bits of checksum: one in 256 swaps goes unseen.
        fc.pre(words[at] !== words[at + 1]);
        try {
          expect(parsePhrase(swapped.join(' '))).toEqual(swapped);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_phrase' });
        }
      }),
    );
  });

  it('names the word that was meant when one letter was mistyped at its end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...english.filter((word) => word.length > 4)), (word) => {
        const wrong = `${word.slice(0, -1)}#`.replace('#', word.endsWith('q') ? 'x' : 'q');
        expect(problem(WORDS.with(0, wrong))).toContain(`(nearest: "${word}")`);
      }),
    );
  });

  it('answers shortly to another text, however long', () => {
    const sentence = problem(Array<string>(200_000).fill('lorem'));
    expect(sentence).toBe('This is not a seed phrase: it has 200000 words, a phrase has 24.');
    expect(problem(['x'.repeat(100_000)]).length).toBeLessThan(200);
  });
});

describe('a phrase of another language', () => {
  it.each([
    ['Czech', czech],
    ['French', french],
    ['Italian', italian],
    ['Japanese', japanese],
    ['Korean', korean],
    ['Portuguese', portuguese],
    ['Spanish', spanish],
    ['Chinese', simplifiedChinese],
    ['Chinese', traditionalChinese],
  ])('is named: %s', async (language, list) => {
    const languageOf = await loadLanguages();
    for (let start = 0; start < 2000; start += 150) {
      const words = Array.from({ length: 24 }, (_word, at) => list[start + 2 * at]!);
      for (const text of [words.join(' '), words.join('\u3000').normalize('NFC').toUpperCase()])
        expect(problem(text, languageOf)).toBe(
          `This is not a seed phrase: its words are ${language}, and those of TorChat are taken from the English list.`,
        );
    }
  });

  it('is known in Chinese without blanks, too', async () => {
    const text = simplifiedChinese.slice(100, 124).join('');
    expect(problem(text, await loadLanguages())).toContain('its words are Chinese');
  });

  it('is not seen in English ones with slips', async () => {
    const languageOf = await loadLanguages();
    expect(problem(WORDS.with(2, 'abandn').join(' '), languageOf)).toContain('word 3, "abandn"');
    expect(problem('a few words of no list', languageOf)).toContain('it has 6 words');
    expect(problem(french.slice(0, 10).join(' ') + english.slice(0, 14).join(' '), languageOf)).toContain(
      'word',
    );
    expect(problem('', languageOf)).toContain('it has 0 words');
  });
});

/** The sentence a wrong phrase is refused with. */
function problem(words: readonly string[] | string, languageOf?: LanguageOfWords): string {
  try {
    parsePhrase(typeof words === 'string' ? words : words.join(' '), languageOf);
  } catch (error) {
    expect(error).toMatchObject({ name: 'TorchatError', code: 'bad_phrase' });
    return (error as Error).message;
  }
  throw new Error('the phrase was taken');
}
