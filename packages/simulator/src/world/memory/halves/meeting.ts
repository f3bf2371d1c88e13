// Where two threads meet after every stretch of time and hand each other what they have: letters, questions, answers.
import { availableParallelism } from 'node:os';

export type Half = 0 | 1;

/** How often each half has come, and then two places for letters of each half, used in turns. */
const PLACE_BYTES = 1 << 20;
const HEADER = 64;
const LENGTH = 4;
/** Looks at the other's count before this thread sleeps, about a millisecond: to be woken takes as long as the work of a window. */
const LOOKS = availableParallelism() > 1 ? 100_000 : 0;
export const OTHER_HAS_ENDED = 'The other half of the town has ended.';

export function meetingPlace(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER + 4 * (LENGTH + PLACE_BYTES));
}

interface Place {
  readonly length: Uint32Array;
  readonly bytes: Uint8Array;
}

export class Meeting {
  readonly #half: Half;
  readonly #counts: Int32Array;
  /** Of each half, for rounds that are even and odd. */
  readonly #places: readonly Place[];
  readonly #patience: number;
  #rounds = 0;

  /** `patience`: milliseconds of waiting after which the other half is taken for one that died without a word. */
  constructor(shared: SharedArrayBuffer, half: Half, patience = Number.POSITIVE_INFINITY) {
    this.#half = half;
    this.#patience = patience;
    this.#places = [0, 1, 2, 3].map((place) => placeIn(shared, place));
    this.#counts = new Int32Array(shared, 0, HEADER / 4);
  }

  /** Gives what this half has and returns what the other has, once both are here. Throws when the other one has left. */
  exchange(given: Uint8Array): Uint8Array {
    const received: Uint8Array[] = [];
    for (let sent = 0, more = true; more; ) {
      const { length, bytes } = this.#place(this.#half);
      const piece = given.subarray(sent, sent + PLACE_BYTES);
      sent += piece.length;
      bytes.set(piece);
      // A full place says that there may be more.
      length[0] = piece.length;
      const other = this.#place(this.#other);
      this.#rounds++;
      this.#meet();
      const [come = 0] = other.length;
      received.push(other.bytes.slice(0, come));
      more = piece.length === PLACE_BYTES || come === PLACE_BYTES;
    }
    return received.length === 1 ? (received[0] as Uint8Array) : new Uint8Array(Buffer.concat(received));
  }

  /**
   * From now on the other half does not wait for this one: whoever ends in any way has to leave. What was given before still reaches
   * it: below zero stands how often this one came.
   */
  leave(): void {
    Atomics.store(this.#counts, this.#half, -1 - this.#rounds);
    Atomics.notify(this.#counts, this.#half);
  }

  get #other(): Half {
    return this.#half === 0 ? 1 : 0;
  }

  /** Of this round: what stands there is not overwritten before the next but one, when the other half has read it. */
  #place(half: Half): Place {
    return this.#places[2 * half + (this.#rounds & 1)] as Place;
  }

  #meet(): void {
    const counts = this.#counts;
    Atomics.store(counts, this.#half, this.#rounds);
    Atomics.notify(counts, this.#half);
    for (let looks = 0; looks < LOOKS; looks++) if (Atomics.load(counts, this.#other) >= this.#rounds) return;
    for (;;) {
      const count = Atomics.load(counts, this.#other);
      const hasLeft = count < 0;
      if ((hasLeft ? -1 - count : count) >= this.#rounds) return;
      if (hasLeft || Atomics.wait(counts, this.#other, count, this.#patience) === 'timed-out')
        throw new Error(OTHER_HAS_ENDED);
    }
  }
}

function placeIn(shared: SharedArrayBuffer, place: number): Place {
  const start = HEADER + place * (LENGTH + PLACE_BYTES);
  return {
    length: new Uint32Array(shared, start, 1),
    bytes: new Uint8Array(shared, start + LENGTH, PLACE_BYTES),
  };
}
