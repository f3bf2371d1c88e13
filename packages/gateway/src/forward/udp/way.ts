// One stream of a flow of datagrams: paced out, reported back.
import type { Socket } from 'node:net';
import { FrameOpener, FrameSealer, LENGTH_BYTES, TAG_BYTES } from '../frames/frame-cipher.ts';
import { FrameReader } from '../frames/frame-reader.ts';
import { REPORT_EVERY } from '../limits.ts';
import { Arrivals } from './arrivals.ts';
import { clock } from './clock.ts';
import { decodePacket, encodePacket, type Packet } from './packet.ts';
import { Pacer } from './pacer.ts';

export type Datagram = Extract<Packet, { type: 'datagram' }>;

export interface WayOptions {
  readonly socket: Socket;
  /** What we seal with, and what the other side seals with; 32 bytes each. */
  readonly own: Uint8Array;
  readonly theirs: Uint8Array;
  /** A datagram that is young enough; `late` where it is not. Perhaps it came on another way before. */
  readonly arrived: (datagram: Datagram, late: boolean) => void;
  /** The other side says which flow this is. */
  readonly named?: (flow: Buffer) => void;
  readonly ended: () => void;
}

export class Way {
  readonly pacer: Pacer;
  readonly #socket: Socket;
  readonly #sealer: FrameSealer;
  readonly arrivals = new Arrivals(clock);
  readonly #reader: FrameReader;
  #reporting: NodeJS.Timeout | null = null;

  constructor({ socket, own, theirs, arrived, named, ended }: WayOptions) {
    this.#socket = socket;
    this.#sealer = new FrameSealer(own);
    this.pacer = new Pacer({ clock, write: (packet) => this.write(packet) });
    this.#reader = new FrameReader(new FrameOpener(theirs), {
      frame: (plain) => {
        const packet = decodePacket(plain);
        if (packet?.type === 'datagram') {
          const young = this.arrivals.take(packet, LENGTH_BYTES + plain.length + TAG_BYTES);
          this.#reportSoon();
          arrived(packet, !young);
        } else if (packet?.type === 'report') this.pacer.reported(packet);
        else if (packet?.type === 'flow' && named !== undefined) named(packet.name);
        else socket.destroy();
      },
      broken: () => void socket.destroy(),
    });
    socket.once('close', () => {
      if (this.#reporting !== null) clearTimeout(this.#reporting);
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
    const frame = this.#sealer.seal(encodePacket(packet));
    if (!this.#socket.destroyed) this.#socket.write(frame);
    return frame.length;
  }

  close(): void {
    this.#socket.destroy();
  }

  #reportSoon(): void {
    this.#reporting ??= setTimeout(() => {
      this.#reporting = null;
      const report = this.arrivals.report();
      if (report !== null) this.write(report);
    }, REPORT_EVERY);
  }
}
