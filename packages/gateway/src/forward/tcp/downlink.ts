// Out of a tunnel into a local connection: frames opened, with back pressure; an end without its frame is a reset.
import type { Socket } from 'node:net';
import { type FrameOpener } from '../frames/frame-cipher.ts';
import { FrameReader } from '../frames/frame-reader.ts';

export class Downlink {
  readonly #local: Socket;
  readonly #stream: Socket;
  readonly #reader: FrameReader;
  readonly #finish: () => void;
  #finished = false;

  /** `finish` is called when the other side says no more; `got` hears of every frame. */
  constructor(
    {
      local,
      stream,
      opener,
    }: { readonly local: Socket; readonly stream: Socket; readonly opener: FrameOpener },
    finish: () => void,
    got: (bytes: number) => void = () => undefined,
  ) {
    this.#local = local;
    this.#stream = stream;
    this.#finish = finish;
    this.#reader = new FrameReader(opener, {
      frame: (plain) => {
        got(plain.length);
        this.#take(plain);
      },
      broken: () => stream.destroy(),
    });
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** `early`: what came with the answer. The stream is paused until now. */
  start(early: Uint8Array): void {
    this.#local.on('drain', () => this.#stream.resume());
    this.#stream.on('data', (chunk: Uint8Array) => this.#push(chunk));
    if (early.length > 0) this.#push(early);
    if (!this.#local.writableNeedDrain) this.#stream.resume();
  }

  #push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
    if (this.#local.writableNeedDrain) this.#stream.pause();
  }

  #take(plain: Buffer): void {
    // Words after the last word: nobody honest says them.
    if (this.#finished) this.#stream.destroy();
    else if (plain.length > 0) this.#local.write(plain);
    else {
      this.#finished = true;
      this.#local.end();
      this.#finish();
    }
  }
}
