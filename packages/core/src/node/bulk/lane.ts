// One lane: a stream that carries blocks of files as frames, each way with a window of its own.
import type { Socket } from 'node:net';
import { FILE_BLOCK_MOST } from '../../engine/timing.ts';
import { decodePlain, encodePlain } from '../../messages/index.ts';
import { FrameOpener, FrameSealer, headed, type HeadedFrame } from '../frames/frame-cipher.ts';
import { FrameReader } from '../frames/frame-reader.ts';
import { release } from '../frames/release.ts';
import { TELL_EVERY, Window } from './window.ts';

const LENGTH_BYTES = 3;
const NOTHING = new Uint8Array(0);
/** A block and the words before it. */
const MAX_FRAME = FILE_BLOCK_MOST + 512;
/** Of the first letter of a frame: `bulk_got`, and nothing else that may come. */
const GOT = 'b'.charCodeAt(0);

export interface LaneEvents {
  /** So many bytes may have been given to it in all. */
  room(upTo: number): void;
  /** A frame for the engine, both parts in bytes of their own. */
  frame(head: Uint8Array, bytes: Uint8Array): void;
  /** Once; nothing comes after it. */
  closed(): void;
}

export interface LaneOptions {
  /** Paused; its first lines are said. */
  readonly socket: Socket;
  /** 32 bytes each: what we seal with, and what the other side does. */
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
  readonly events: LaneEvents;
}

export class Lane {
  readonly #socket: Socket;
  readonly #sealer: FrameSealer;
  readonly #events: LaneEvents;
  readonly #window = new Window();
  #told = 0;
  #got = 0;
  /** Of those, how many the other side was told of. */
  #toldGot = 0;
  readonly #reader: FrameReader<HeadedFrame>;
  #open = true;

  constructor({ socket, ours, theirs, events }: LaneOptions) {
    this.#socket = socket;
    this.#events = events;
    this.#sealer = new FrameSealer(ours, LENGTH_BYTES);
    this.#reader = new FrameReader(
      headed(new FrameOpener(theirs, LENGTH_BYTES)),
      { frame: (frame) => this.#frame(frame), broken: () => this.#end() },
      MAX_FRAME,
    );
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end()).on('end', () => this.#end());
    socket.on('drain', () => this.#tellRoom());
  }

  /** `early`: what came behind the line that made it a lane. From now on `events` are called. */
  start(early: Uint8Array): void {
    this.#tellRoom();
    if (early.length > 0) this.#push(early.slice());
    this.#socket.on('data', (chunk: Uint8Array) => this.#push(chunk));
    this.#socket.resume();
    if (this.#socket.destroyed) this.#end();
  }

  #push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
    release(chunk);
  }

  /** One frame of both. */
  send(head: Uint8Array, bytes: Uint8Array): void {
    if (!this.#open) return;
    this.#window.send(head.length + bytes.length, performance.now());
    this.#write(head, bytes);
  }

  close(): void {
    this.#open = false;
    this.#socket.destroy();
  }

  #write(head: Uint8Array, bytes: Uint8Array): void {
    const socket = this.#socket;
    const measured = Buffer.concat([Uint8Array.of(head.length), head]);
    if (bytes.length === 0) return void socket.write(this.#sealer.seal(measured));
    socket.cork();
    for (const part of this.#sealer.parts(measured, bytes)) socket.write(part, () => release(part));
    socket.uncork();
  }

  #frame({ head, bytes }: HeadedFrame): void {
    if (!this.#open) return;
    if (head[0] === GOT) return this.#onGot(head);
    this.#got += head.length + bytes.length;
    this.#events.frame(head, bytes);
    this.#confirm();
  }

  #onGot(head: Uint8Array): void {
    const decoded = decodePlain(head);
    const isRight =
      decoded.ok &&
      decoded.message.command === 'bulk_got' &&
      this.#window.confirm(decoded.message.count, performance.now());
    if (isRight) this.#tellRoom();
    else this.#end();
  }

  #confirm(): void {
    if (this.#got - this.#toldGot < TELL_EVERY || !this.#open) return;
    this.#toldGot = this.#got;
    this.#write(encodePlain({ command: 'bulk_got', count: this.#got }), NOTHING);
  }

  #tellRoom(): void {
    if (!this.#open) return;
    const upTo = this.#window.upTo(this.#socket.writableLength);
    if (upTo <= this.#told) return;
    this.#told = upTo;
    this.#events.room(upTo);
  }

  #end(): void {
    if (!this.#open) return;
    this.close();
    this.#events.closed();
  }
}
