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

  /** Milliseconds each took, in the order in which they came. */
  get all(): readonly number[] {
    return this.#took;
  }

  get lost(): number {
    return this.sent - this.#took.length;
  }

  at(share: number): number {
    return quantile(this.#took, share);
  }
}
