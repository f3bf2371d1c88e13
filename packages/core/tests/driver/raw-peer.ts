// A peer made of bare sockets: it says what a test tells it to, and reads only when it is told to.
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { TorchatId } from '../../src/identity/id.ts';
import type { Loopback } from './loopback.ts';

export class RawPeer implements AsyncDisposable {
  readonly id: TorchatId;
  readonly #server: Server;
  readonly #loopback: Loopback;
  readonly #sockets = new Set<Socket>();
  /** Everything heard on connections made to it. */
  heard = '';
  /** The last connection made to it, and the one it made. */
  arrived: Socket | null = null;
  #out: Socket | null = null;
  #wanted: { readonly pattern: RegExp; readonly found: (match: RegExpExecArray) => void }[] = [];

  private constructor(loopback: Loopback, id: TorchatId, server: Server) {
    this.#loopback = loopback;
    this.id = id;
    this.#server = server;
  }

  static async listen(loopback: Loopback, id: TorchatId): Promise<RawPeer> {
    const server = createServer();
    const peer = new RawPeer(loopback, id, server);
    server.on('connection', (socket) => peer.#arrive(socket));
    server.listen(loopback.pathOf(id));
    await once(server, 'listening');
    return peer;
  }

  #arrive(socket: Socket): void {
    this.arrived = this.#keep(socket);
    socket.on('data', (chunk: Uint8Array) => {
      this.heard += new TextDecoder().decode(chunk);
      this.#look();
    });
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }

  #look(): void {
    this.#wanted = this.#wanted.filter(({ pattern, found }) => {
      const match = pattern.exec(this.heard);
      if (match !== null) found(match);
      return match === null;
    });
  }

  /** Resolves when something matches in all that was heard. */
  hears(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      this.#wanted.push({ pattern, found: resolve });
      this.#look();
    });
  }

  /** A connection to somebody's service. */
  async connect(to: TorchatId): Promise<Socket> {
    const socket = this.#keep(createConnection(this.#loopback.pathOf(to)));
    await once(socket, 'connect');
    this.#out = socket;
    return socket;
  }

  say(text: string | Uint8Array): void {
    this.#out?.write(text);
  }

  /** The whole handshake with somebody who dials it. */
  async meet(with_: TorchatId): Promise<void> {
    const [, cookie] = await this.hears(/^ping \w+ (\d+)$/mu);
    const socket = await this.connect(with_);
    socket.resume();
    this.say(`ping ${this.id} 12345\npong ${cookie}\nclient Raw\nversion 1.2.3.4\n`);
    this.say('supports delivery latency\nadd_me \nstatus available\n');
    await this.hears(/^status /mu);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ends = [...this.#sockets].map((socket) => once(socket.destroy(), 'close'));
    const { promise, resolve } = Promise.withResolvers<void>();
    // A second call finds it closed already, which is as good.
    this.#server.close(() => resolve());
    await Promise.all([...ends, promise]);
  }
}
