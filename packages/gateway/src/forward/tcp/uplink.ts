// From a local connection into a tunnel: frames, with back pressure, and a copy of what goes before the other side's yes.
import type { Socket } from 'node:net';
import { type FrameSealer, release } from '@torchat/core/node';
import type { Gate } from '../quota/quota.ts';
import { EARLY_BYTES, FRAME_BYTES } from '../limits.ts';

const NOTHING = new Uint8Array(0);

export interface Way {
  readonly stream: Socket;
  readonly sealer: FrameSealer;
}

export class Uplink {
  readonly #local: Socket;
  readonly #sent: (bytes: number) => void;
  readonly #gate: Gate | null;
  #way: Way | null = null;
  /** What the other side has not said yes to, null once it has. */
  #early: Uint8Array[] | null = [];
  #earlyBytes = 0;
  #ended = false;
  #finished = false;
  #acknowledged = false;

  /** Reads at once, within the bounds of what may be kept. `sent` hears of every chunk. */
  constructor(local: Socket, sent: (bytes: number) => void = () => undefined, gate: Gate | null = null) {
    this.#local = local;
    this.#sent = sent;
    this.#gate = gate;
    if (gate !== null)
      local.once(
        'close',
        gate.onOpen(() => this.#read()),
      );
    local.on('data', (chunk: Uint8Array) => this.#take(chunk));
    local.on('end', () => {
      this.#ended = true;
      this.#finish();
    });
    local.resume();
  }

  /** The end of the local side is on its way. */
  get finished(): boolean {
    return this.#finished;
  }

  /** Sends into this way from now on: first what was kept, though an earlier one may have had it. */
  attach(way: Way): void {
    this.#way = way;
    way.stream.on('drain', () => this.#read());
    for (const chunk of this.#early ?? []) this.#write(chunk);
    if (this.#ended) this.#finish();
    this.#read();
  }

  /** The other side takes the tunnel: nothing has to be kept any more. */
  confirm(): void {
    this.#early = null;
    this.#read();
  }

  /** Tells the other side, once, that all it said is here. */
  acknowledge(): void {
    if (this.#acknowledged) return;
    this.#acknowledged = true;
    this.#way?.stream.write(this.#way.sealer.seal(NOTHING));
  }

  #take(chunk: Uint8Array): void {
    this.#sent(chunk.length);
    if (this.#early !== null) {
      this.#early.push(chunk);
      this.#earlyBytes += chunk.length;
    }
    this.#write(chunk);
    if (this.#early === null) release(chunk);
    if (!this.#mayRead()) this.#local.pause();
  }

  #write(chunk: Uint8Array): void {
    const way = this.#way;
    if (way === null || way.stream.destroyed) return;
    way.stream.cork();
    for (let at = 0; at < chunk.length; at += FRAME_BYTES)
      for (const part of way.sealer.parts(chunk.subarray(at, at + FRAME_BYTES)))
        way.stream.write(part, () => release(part));
    way.stream.uncork();
  }

  #finish(): void {
    const way = this.#way;
    if (way === null || way.stream.destroyed) return;
    this.#finished = true;
    way.stream.write(way.sealer.seal(NOTHING));
  }

  #read(): void {
    if (this.#mayRead()) this.#local.resume();
  }

  #mayRead(): boolean {
    if (this.#gate?.shut === true) return false;
    if (this.#early !== null && this.#earlyBytes >= EARLY_BYTES) return false;
    return this.#way === null || !this.#way.stream.writableNeedDrain;
  }
}
