// The 24 words of an account, from a prompt or from standard input; never from the command line, which others can see.
import {
  type LanguageOfWords,
  loadLanguages,
  onionKeyOfPhrase,
  parsePhrase,
  voucherKeyOfPhrase,
} from '@torchat/core';
import { RETURNING } from '@torchat/core/node';
import { readText } from '../terminal/read-text.ts';
import type { Session } from '../terminal/terminal.ts';

/** Throws `bad_phrase`. */
export async function givenWords(session: Session, ask: boolean): Promise<string[]> {
  const languageOf = await loadLanguages();
  if (!ask) return parsePhrase(await readText(session), languageOf);
  const { askLine } = await import('../terminal/prompts.ts');
  const typed = await askLine(session, 'The 24 words', (text) => phraseFault(text, languageOf));
  return parsePhrase(typed);
}

/** What an account that is made again of its words starts from. */
export function keysOfWords(words: readonly string[], index: number) {
  return {
    onionSeed: onionKeyOfPhrase(words, index).seed,
    voucherKey: voucherKeyOfPhrase(words, index),
    returningUntil: Date.now() + RETURNING,
  };
}

function phraseFault(text: string, languageOf: LanguageOfWords): string | undefined {
  try {
    parsePhrase(text, languageOf);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
