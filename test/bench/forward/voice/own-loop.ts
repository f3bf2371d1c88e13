// How long the benchmark's own loop stood still: what it reads then came earlier, and nobody but the kernel saw it come.

const BEAT = 5;
const JITTER = 3;

export class OwnLoop implements Disposable {
  readonly #beating: NodeJS.Timeout;
  #lastBeat = performance.now();
  #late = 0;

  constructor() {
    this.#beating = setInterval(() => {
      this.#late = this.#gap();
      this.#lastBeat = performance.now();
    }, BEAT);
  }

  /** Milliseconds that what is read now may have waited here, at most. */
  get late(): number {
    return Math.max(this.#late, this.#gap());
  }

  #gap(): number {
    const gap = performance.now() - this.#lastBeat;
    return gap > BEAT + JITTER ? gap : 0;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#beating);
  }
}
