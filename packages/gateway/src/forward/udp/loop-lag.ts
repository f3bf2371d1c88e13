// How long our loop looked at nothing: what it reads then may have waited as long in the kernel, and no clock saw it come.
import { after } from './modulo.ts';

/** Milliseconds between two beats, and how much later one may come without a reason. */
export const BEAT = 10;
const JITTER = 4;
/** Unasked for so many beats it stops, for a quiet flow shall cost nothing. */
const QUIET_BEATS = 500;

export class LoopLag {
  readonly #clock: () => number;
  #beating: NodeJS.Timeout | null = null;
  #lastBeat = 0;
  /** By how much the last beat was late; what it kept waiting is still being read. */
  #late = 0;
  #unasked = 0;

  /** `clock`: milliseconds that never go back, modulo 2^32. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Milliseconds that what is read now may have waited; what is less than a beat and its jitter shows as none. */
  ask(): number {
    this.#unasked = 0;
    if (this.#beating === null) {
      this.#lastBeat = this.#clock();
      this.#late = 0;
      this.#beating = setInterval(() => this.#beat(), BEAT).unref();
    }
    return Math.max(this.#late, this.#gap());
  }

  #beat(): void {
    this.#late = this.#gap();
    this.#lastBeat = this.#clock();
    if (++this.#unasked < QUIET_BEATS || this.#beating === null) return;
    clearInterval(this.#beating);
    this.#beating = null;
  }

  #gap(): number {
    const gap = after(this.#clock(), this.#lastBeat);
    return gap > BEAT + JITTER ? gap : 0;
  }
}
