// Out of a tunnel into a local connection: frames opened, with back pressure; an end without its frame is a reset.
import type { Socket } from 'node:net';
import { type FrameOpener, FrameReader, release } from '@torchat/core/node';
import type { Gate } from '../quota/quota.ts';

export class Downlink {
  readonly #local: Socket;
  readonly #stream: Socket;
  readonly #reader: FrameReader;
  readonly #heard: () => void;
  readonly #gate: Gate | null;
  #finished = false;
  #confirmed = false;

  /** `heard` is called when the other side says no more, and when it has heard all of ours; `got` hears of every frame. */
  constructor(
    {
      local,
      stream,
      opener,
    }: { readonly local: Socket; readonly stream: Socket; readonly opener: FrameOpener },
    heard: () => void,
    got: (bytes: number) => void = () => undefined,
    gate: Gate | null = null,
  ) {
    this.#local = local;
    this.#stream = stream;
    this.#heard = heard;
    this.#gate = gate;
    this.#reader = new FrameReader(opener, {
      frame: (plain) => {
        got(plain.length);
        this.#take(plain);
      },
      broken: () => stream.destroy(),
    });
  }

  /** The other side has said all. */
  get finished(): boolean {
    return this.#finished;
  }

  /** The other side has heard all that we said. */
  get confirmed(): boolean {
    return this.#confirmed;
  }

  /** `early`: what came with the answer. The stream is paused until now. */
  start(early: Uint8Array): void {
    this.#local.on('drain', () => this.#read());
    if (this.#gate !== null)
      this.#stream.once(
        'close',
        this.#gate.onOpen(() => this.#read()),
      );
    this.#stream.on('data', (chunk: Uint8Array) => this.#push(chunk));
    if (early.length > 0) this.#push(early);
    this.#read();
  }

  #read(): void {
    if (this.#mayRead()) this.#stream.resume();
  }

  #mayRead(): boolean {
    return !this.#local.writableNeedDrain && this.#gate?.shut !== true;
  }

  #push(chunk: Uint8Array): void {
    this.#local.cork();
    this.#reader.push(chunk);
    release(chunk);
    this.#local.uncork();
    if (!this.#mayRead()) this.#stream.pause();
  }

  #take(plain: Buffer): void {
    if (!this.#finished) {
      if (plain.length > 0) return void this.#local.write(plain, () => release(plain));
      this.#finished = true;
      this.#local.end();
    } else if (plain.length === 0 && !this.#confirmed) this.#confirmed = true;
    // Words after the last word: nobody honest says them.
    else return void this.#stream.destroy();
    this.#heard();
  }
}
