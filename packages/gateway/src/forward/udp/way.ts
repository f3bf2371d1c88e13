// One stream of a flow of datagrams: paced out, reported back.
import type { Socket } from 'node:net';
import { FrameOpener, FrameReader, FrameSealer } from '@torchat/core/node';
import { REPORT_EVERY, UNSENT_BYTES } from '../limits.ts';
import { Arrivals } from './arrivals.ts';
import { clock } from './clock.ts';
import { decodePacket, encodePacket, type Packet } from './packet.ts';
import { Pacer } from './pacer.ts';

export type Datagram = Extract<Packet, { type: 'datagram' }>;
/** Of a flow, on one side: datagrams that could not leave, and those that came too late. */
export type Losses = Pick<Extract<Packet, { type: 'report' }>, 'dropped' | 'late'>;

export interface WayOptions {
  readonly socket: Socket;
  /** What we seal with, and what the other side seals with; 32 bytes each. */
  readonly own: Uint8Array;
  readonly theirs: Uint8Array;
  /** A datagram that is young enough; `late` where it is not. Perhaps it came on another way before. */
  readonly arrived: (datagram: Datagram, late: boolean) => void;
  /** What the flow has lost on this side so far, and on the other one, as that tells. */
  readonly losses: () => Losses;
  readonly told: (losses: Losses) => void;
  /** The other side says which flow this is. */
  readonly named?: (flow: Buffer) => void;
  readonly ended: () => void;
}

export class Way {
  readonly pacer: Pacer;
  readonly arrivals = new Arrivals(clock);
  readonly #socket: Socket;
  readonly #sealer: FrameSealer;
  readonly #reader: FrameReader;
  readonly #options: WayOptions;
  #reporting: NodeJS.Timeout | null = null;

  constructor(options: WayOptions) {
    const { socket, own, theirs, ended } = options;
    this.#options = options;
    this.#socket = socket;
    this.#sealer = new FrameSealer(own);
    this.pacer = new Pacer({
      clock,
      write: (packet) => (socket.writableLength > UNSENT_BYTES ? 0 : this.write(packet)),
      onDrop: () => this.#reportSoon(),
    });
    this.#reader = new FrameReader(new FrameOpener(theirs), {
      frame: (plain) => this.#take(plain),
      broken: () => void socket.destroy(),
    });
    socket.once('close', () => {
      if (this.#reporting !== null) clearTimeout(this.#reporting);
      this.#reporting = null;
      ended();
    });
    socket.once('end', () => void socket.destroy());
  }

  /** Listens from now on. `early`: what came with the answer; the socket is paused until now. */
  start(early: Uint8Array): void {
    this.#reader.push(early);
    this.#socket.on('data', (chunk: Uint8Array) => this.#reader.push(chunk));
    this.#socket.resume();
  }

  /** Seals and sends; the bytes that go over the wire. */
  write(packet: Packet): number {
    if (this.#socket.destroyed) return 0;
    const frame = this.#sealer.seal(encodePacket(packet));
    this.#socket.write(frame);
    return frame.length;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(plain: Buffer): void {
    if (this.#socket.destroyed) return;
    const { arrived, told, named } = this.#options;
    const packet = decodePacket(plain);
    if (packet?.type === 'datagram') {
      const young = this.arrivals.take(packet);
      this.#reportSoon();
      arrived(packet, !young);
    } else if (packet?.type === 'report') {
      told(packet);
      this.pacer.reported(packet);
    } else if (packet?.type === 'flow' && named !== undefined) named(packet.name);
    else this.#socket.destroy();
  }

  #reportSoon(): void {
    if (this.#socket.destroyed) return;
    this.#reporting ??= setTimeout(() => {
      this.#reporting = null;
      const progress = this.arrivals.progress();
      // Somebody who does not read hears nothing more: it would only pile up here.
      if (progress !== null && this.#socket.writableLength <= UNSENT_BYTES)
        this.write({ type: 'report', ...progress, ...this.#options.losses() });
    }, REPORT_EVERY);
  }
}
