// Where two threads meet after every stretch of time and hand each other their letters.

export type Half = 0 | 1;

/** How many have come so often, and then two places for letters of each half, used in turns. */
const PLACE_BYTES = 1 << 20;
const HEADER = 64;
const LENGTH = 4;
/** Looks at the other's count before this thread sleeps: mostly the other one comes within microseconds. */
const LOOKS = 2000;
const PATIENCE = 60_000;
const GONE = -1;
export const OTHER_HAS_ENDED = 'The other half of the town has ended.';

export function meetingPlace(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER + 4 * (LENGTH + PLACE_BYTES));
}

export class Meeting {
  readonly #half: Half;
  readonly #counts: Int32Array;
  readonly #shared: SharedArrayBuffer;
  #rounds = 0;

  constructor(shared: SharedArrayBuffer, half: Half) {
    this.#half = half;
    this.#shared = shared;
    this.#counts = new Int32Array(shared, 0, HEADER / 4);
  }

  /** Gives this half's letters and returns the other's, once both are here. Throws when the other one has ended. */
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

  /** The other half does not wait for this one any more. */
  leave(): void {
    Atomics.store(this.#counts, this.#half, GONE);
    Atomics.notify(this.#counts, this.#half);
  }

  get #other(): Half {
    return this.#half === 0 ? 1 : 0;
  }

  /** Of this round: what stands there is not overwritten before the next but one, when the other half has read it. */
  #place(half: Half): { readonly length: Uint32Array; readonly bytes: Uint8Array } {
    const start = HEADER + (2 * half + (this.#rounds & 1)) * (LENGTH + PLACE_BYTES);
    return {
      length: new Uint32Array(this.#shared, start, 1),
      bytes: new Uint8Array(this.#shared, start + LENGTH, PLACE_BYTES),
    };
  }

  #meet(): void {
    const counts = this.#counts;
    Atomics.store(counts, this.#half, this.#rounds);
    Atomics.notify(counts, this.#half);
    for (let looks = 0; looks < LOOKS; looks++) if (Atomics.load(counts, this.#other) >= this.#rounds) return;
    for (;;) {
      const count = Atomics.load(counts, this.#other);
      if (count >= this.#rounds) return;
      if (count === GONE || Atomics.wait(counts, this.#other, count, PATIENCE) === 'timed-out')
        throw new Error(OTHER_HAS_ENDED);
    }
  }
}
