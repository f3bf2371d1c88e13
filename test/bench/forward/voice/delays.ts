// Packets of a call that are numbered and timed: what was sent, what came, and how long it took.
import { quantile } from '../../stats/quantile.ts';

/** Of a call as G.711 sends it: 20 ms of speech and the header of RTP. */
const PACKET_BYTES = 172;

export class Delays {
  readonly #took: number[] = [];
  readonly #seen = new Set<number>();
  sent = 0;

  /** The next packet. */
  packet(): Buffer {
    const bytes = Buffer.alloc(PACKET_BYTES);
    bytes.writeUInt32BE(this.sent++);
    bytes.writeDoubleBE(performance.now(), 4);
    return bytes;
  }

  /** One came, perhaps again. */
  came(bytes: Buffer): void {
    const at = bytes.readUInt32BE(0);
    if (this.#seen.has(at)) throw new Error('A packet came twice.');
    this.#seen.add(at);
    this.#took.push(performance.now() - bytes.readDoubleBE(4));
  }

  get lost(): number {
    return this.sent - this.#took.length;
  }

  /** How much longer than the least until then the slowest one took: a receiver cannot know of the ones to come. */
  get oldest(): number {
    return oldest(this.#took);
  }

  at(share: number): number {
    return quantile(this.#took, share);
  }
}

/** Of delays in the order of their arrival: the largest above the least so far. */
export function oldest(took: readonly number[]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const one of took) {
    least = Math.min(least, one);
    most = Math.max(most, one - least);
  }
  return most;
}
