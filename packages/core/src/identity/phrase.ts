// The seed phrase: 24 English words of BIP39 that stand for 256 bits of entropy.
import { entropyToMnemonic, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { TorchatError } from '../errors.ts';
import type { Random } from '../ports.ts';
import { nearestWord } from './nearest-word.ts';

const WORDS = 24;
const KNOWN = new Set(wordlist);

/** 24 words from 32 random bytes. They are shown once and never stored. */
export function newPhrase(random: Random): string[] {
  return entropyToMnemonic(random.bytes(32), wordlist).split(' ');
}

/** Tells of which language of BIP39 words are, null where it cannot; for `parsePhrase`. */
export type LanguageOfWords = (words: readonly string[]) => string | null;

/** The lists of the other languages are large: they are loaded where a person types words. */
export async function loadLanguages(): Promise<LanguageOfWords> {
  return (await import('./other-languages.ts')).languageOfWords;
}

/**
 * The 24 words in a text that a person typed: case, spacing, numbering and punctuation are forgiven, wrong words are not.
 * Throws `bad_phrase` with a sentence that names each wrong word and the nearest right one, or the language they are of.
 */
export function parsePhrase(text: string, languageOf: LanguageOfWords = () => null): string[] {
  const words =
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.length <= 2 * WORDS && words.some((word) => !KNOWN.has(word))) {
    const language = languageOf(words);
    if (language !== null)
      throw bad(`its words are ${language}, and those of TorChat are taken from the English list`);
  }
  const problems: string[] = [];
  if (words.length !== WORDS) problems.push(`it has ${words.length} words, a phrase has ${WORDS}`);
  // Far too many words are no phrase with typos but another text, which nobody wants back word by word.
  if (words.length <= 2 * WORDS) problems.push(...wrongWords(words));
  if (problems.length > 0) throw bad(problems.join('; '));
  if (!validateMnemonic(words.join(' '), wordlist))
    throw bad(
      'each word exists, but together they do not fit: a word was mistaken for another, or their order is wrong',
    );
  return words;
}

function wrongWords(words: readonly string[]): string[] {
  return words.flatMap((word, index) =>
    KNOWN.has(word)
      ? []
      : [
          `word ${index + 1}, "${word.slice(0, 20)}", is not in the list (nearest: "${nearestWord(word.slice(0, 20), wordlist)}")`,
        ],
  );
}

function bad(why: string): TorchatError {
  return new TorchatError('bad_phrase', `This is not a seed phrase: ${why}.`);
}
