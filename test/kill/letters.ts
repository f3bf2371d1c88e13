// The texts of one direction: which are to be written, which the sender was promised, which he heard nothing of.
import type { Api } from '../bench/support/api.ts';
import { textsOf } from './history.ts';

export interface LettersOptions {
  readonly writer: string;
  readonly count: number;
  readonly random: () => number;
  /** One short line each, for those who split what they get at line ends. */
  readonly plain?: boolean;
}

/** What trips a store or a wire: escapes, line ends, other scripts, length. */
const TAILS = ['', ' \\ and \\n', '\nsecond line', ' Grüße, שלום, 👋', ' '.repeat(3), '\\/'] as const;
const LONG = 8000;

export class Letters {
  readonly #unwritten: string[];
  readonly #promised = new Set<string>();
  readonly #unanswered = new Set<string>();

  constructor({ writer, count, random, plain = false }: LettersOptions) {
    this.#unwritten = Array.from({ length: count }, (_, at) => {
      if (plain) return `${writer} ${at + 1}.`;
      const tail = TAILS[Math.floor(random() * TAILS.length)] ?? '';
      return `${writer} ${at + 1}${tail}${random() < 0.05 ? 'x'.repeat(LONG) : ''}.`;
    });
  }

  get left(): number {
    return this.#unwritten.length;
  }

  /** Posts one; true when the account said that it has it. Never rejects: an account that dies says nothing. */
  async post(from: Api, to: string): Promise<boolean> {
    const text = this.#unwritten.shift();
    if (text === undefined) return false;
    this.#unanswered.add(text);
    try {
      await from.ask('POST', `/v1/contacts/${to}/messages`, { text });
      this.#promised.add(text);
      this.#unanswered.delete(text);
      return true;
    } catch {
      return false;
    }
  }

  /** What the account heard of and could not answer any more is not written again. Every post has settled. */
  async settle(from: Api, to: string): Promise<void> {
    if (this.#unanswered.size === 0) return;
    const written = new Set(await textsOf(from, to, 'out'));
    for (const text of this.#unanswered) if (!written.has(text)) this.#unwritten.push(text);
    this.#unanswered.clear();
  }

  /** Those that the account said it has and its store does not. */
  brokenPromises(written: readonly string[]): number {
    const kept = new Set(written);
    return [...this.#promised].filter((text) => !kept.has(text)).length;
  }
}
