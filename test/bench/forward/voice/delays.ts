// Packets of a call that are numbered and timed: what was sent, what came, and how long it took.
import { quantile } from '../../stats/quantile.ts';

/** Of a call as G.711 sends it: 20 ms of speech and the header of RTP. */
const PACKET_BYTES = 172;

export class Delays {
  readonly #took: number[] = [];
  /** How much of that each may have waited for this program to read it. */
  readonly #late: number[] = [];
  readonly #seen = new Set<number>();
  sent = 0;

  /** The next packet. */
  packet(): Buffer {
    const bytes = Buffer.alloc(PACKET_BYTES);
    bytes.writeUInt32BE(this.sent++);
    bytes.writeDoubleBE(performance.now(), 4);
    return bytes;
  }

  /** One came, perhaps again; it may have waited here for `late` milliseconds. */
  came(bytes: Buffer, late = 0): void {
    const at = bytes.readUInt32BE(0);
    if (this.#seen.has(at)) throw new Error('A packet came twice.');
    this.#seen.add(at);
    this.#took.push(performance.now() - bytes.readDoubleBE(4));
    this.#late.push(late);
  }

  get lost(): number {
    return this.sent - this.#took.length;
  }

  /** How much longer than the least until then the slowest one took: a receiver cannot know of the ones to come. */
  get oldest(): number {
    return oldest(this.#took, this.#late);
  }

  /** The same with what they waited here. */
  get oldestRead(): number {
    return oldest(this.#took);
  }

  at(share: number): number {
    return quantile(this.#took, share);
  }
}

/**
 * Of delays in the order of their arrival: the largest above the least so far. What each waited to be read, `late`, is the
 * reader's: it is left out.
 */
export function oldest(took: readonly number[], late: readonly number[] = []): number {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const [at, one] of took.entries()) {
    least = Math.min(least, one);
    most = Math.max(most, one - (late[at] ?? 0) - least);
  }
  return most;
}
