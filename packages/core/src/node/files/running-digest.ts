// SHA-256 over a file whose bytes come by in order; what did not, as after a new start, is read from the disk.
import { createHash } from 'node:crypto';

/** Bytes read at a time. */
const PIECE = 1 << 20;

/** Bytes that can be read at any offset, as of a file that is open. */
export interface Readable {
  read(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

export class RunningDigest {
  readonly #hash = createHash('sha256');
  #upTo = 0;
  #result: string | null = null;

  /** Bytes of the file from `offset` on: those that are next count, the others have to be read. */
  take(offset: number, bytes: Uint8Array): void {
    if (offset > this.#upTo || offset + bytes.length <= this.#upTo) return;
    this.#hash.update(bytes.subarray(this.#upTo - offset));
    this.#upTo = offset + bytes.length;
  }

  /** Reads what is missing before `end`, which may move on meanwhile. Resolves too soon where the file is shorter, or at `stopped`. */
  async catchUp(source: Readable, end: () => number, stopped: () => boolean): Promise<void> {
    const piece = Buffer.allocUnsafe(PIECE);
    while (this.#upTo < end() && !stopped()) {
      const at = this.#upTo;
      const { bytesRead } = await source.read(piece, 0, Math.min(PIECE, end() - at), at);
      if (bytesRead === 0) return;
      // Others may have come by meanwhile.
      this.take(at, piece.subarray(0, bytesRead));
    }
  }

  /** Of the first `size` bytes, in hex. Rejects where the file has fewer. */
  async finish(source: Readable, size: number): Promise<string> {
    await this.catchUp(
      source,
      () => size,
      () => false,
    );
    if (this.#upTo !== size) throw new Error('the file has another length');
    this.#result ??= this.#hash.digest('hex');
    return this.#result;
  }
}
