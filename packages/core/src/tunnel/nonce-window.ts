// Which numbers were used already, for numbers that count up and arrive a little out of order.

/** Numbers so far behind the highest are taken for used. */
export const WINDOW = 4096;
const WORD_BITS = 32;
const WORDS = WINDOW / WORD_BITS;

export class NonceWindow {
  readonly #used = new Uint32Array(WORDS);
  #highest = 0;

  /** Takes a number from 1 up: true the first time, false for one that was used or is too old. */
  take(nonce: number): boolean {
    if (!Number.isSafeInteger(nonce) || nonce < 1 || nonce <= this.#highest - WINDOW) return false;
    if (nonce > this.#highest) {
      // What the window leaves behind makes room for the numbers between.
      const first = Math.max(this.#highest + 1, nonce - WINDOW + 1);
      for (let free = first; free <= nonce; free++) this.#set(free, false);
      this.#highest = nonce;
    } else if (this.#has(nonce)) return false;
    this.#set(nonce, true);
    return true;
  }

  #has(nonce: number): boolean {
    return (((this.#used[wordOf(nonce)] ?? 0) >>> (nonce % WORD_BITS)) & 1) === 1;
  }

  #set(nonce: number, used: boolean): void {
    const word = this.#used[wordOf(nonce)] ?? 0;
    const bit = 1 << (nonce % WORD_BITS);
    this.#used[wordOf(nonce)] = used ? word | bit : word & ~bit;
  }
}

function wordOf(nonce: number): number {
  return Math.floor(nonce / WORD_BITS) % WORDS;
}
