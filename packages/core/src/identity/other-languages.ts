// Which language of BIP39 words are from, for a phrase that came from another program. Loaded when it is needed: the lists are large.
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

const LISTS: Readonly<Record<string, readonly string[]>> = {
  Czech: czech,
  French: french,
  Italian: italian,
  Japanese: japanese,
  Korean: korean,
  Portuguese: portuguese,
  Spanish: spanish,
  Chinese: [...simplifiedChinese, ...traditionalChinese],
};

/** Share of the words that must be in a list: some may be mistyped, and lists have words in common. */
const ENOUGH = 0.75;

/** The language that most of the words are from, in English; null where that can not be said. `words`: NFKD, lower case. */
export function languageOfWords(words: readonly string[]): string | null {
  let best: string | null = null;
  // "abandon" is French, too: what English explains as well is English with slips.
  const ours = new Set(english);
  let most = Math.max(ENOUGH * words.length - 0.5, words.filter((word) => ours.has(word)).length);
  for (const [language, list] of Object.entries(LISTS)) {
    const known = new Set(list.map((word) => word.normalize('NFKD')));
    const found = words.filter((word) => isKnown(known, word)).length;
    if (found <= most) continue;
    most = found;
    best = language;
  }
  return best;
}

/** Chinese is written without blanks between its words. */
function isKnown(known: ReadonlySet<string>, word: string): boolean {
  return (
    known.has(word) || (/^\p{Script=Han}+$/u.test(word) && Array.from(word).every((sign) => known.has(sign)))
  );
}
