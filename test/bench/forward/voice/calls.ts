// Calls that are carried: over a UDP forward, or over a raw stream with each packet behind its length.
import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Delays } from './delays.ts';
import { OwnLoop } from './own-loop.ts';

/** Both directions of one call, and how to say the next packet in each. */
export interface Call extends Disposable {
  readonly there: Delays;
  readonly back: Delays;
  say(): void;
}

const LENGTH_BYTES = 2;

export interface UdpService extends Disposable {
  readonly port: number;
  readonly socket: UdpSocket;
}

/** A UDP socket on 127.0.0.1. */
export async function udpSocket(): Promise<UdpService> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 }).bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, port: socket.address().port, [Symbol.dispose]: () => socket.close() };
}

/** `local`: the port of the forward that leads to `service`. Resolves when a first packet has gone both ways. */
export async function udpCall(local: number, service: UdpService): Promise<Call> {
  const caller = await udpSocket();
  const [there, back] = [new Delays(), new Delays()];
  const answering = once(service.socket, 'message') as Promise<[Buffer, RemoteInfo]>;
  const dialling = setInterval(() => caller.socket.send('hello', local, '127.0.0.1'), 500);
  const [, from] = await answering;
  clearInterval(dialling);
  const answered = once(caller.socket, 'message');
  service.socket.send('hello', from.port, from.address);
  await answered;
  const loop = new OwnLoop();
  service.socket.on('message', (bytes: Buffer) => bytes.length > 5 && there.came(bytes, loop.late));
  caller.socket.on('message', (bytes: Buffer) => bytes.length > 5 && back.came(bytes, loop.late));
  return {
    there,
    back,
    say() {
      caller.socket.send(there.packet(), local, '127.0.0.1');
      service.socket.send(back.packet(), from.port, from.address);
    },
    [Symbol.dispose]() {
      loop[Symbol.dispose]();
      caller[Symbol.dispose]();
    },
  };
}

/** `near` and `far` are the two ends of one stream. */
export function rawCall(near: Socket, far: Socket): Call {
  const [there, back] = [new Delays(), new Delays()];
  cut(far, there);
  cut(near, back);
  return {
    there,
    back,
    say() {
      near.write(framed(there.packet()));
      far.write(framed(back.packet()));
    },
    [Symbol.dispose]: () => near.destroy(),
  };
}

function framed(packet: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + packet.length);
  frame.writeUInt16BE(packet.length);
  packet.copy(frame, LENGTH_BYTES);
  return frame;
}

function cut(socket: Socket, delays: Delays): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= LENGTH_BYTES && rest.length >= LENGTH_BYTES + rest.readUInt16BE(0)) {
      const end = LENGTH_BYTES + rest.readUInt16BE(0);
      delays.came(rest.subarray(LENGTH_BYTES, end));
      rest = rest.subarray(end);
    }
  });
}
