// Contacts' streams to UDP ports that we share: those of one flow lead to one socket.
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Share } from '@torchat/core';
import type { ArrivedTunnel } from '@torchat/core/node';
import { Flow } from './flow.ts';
import { Way } from './way.ts';

export class UdpShares {
  /** By contact, share, and the name the opener gave it. */
  readonly #flows = new Map<string, Flow>();

  /** Resolves when the stream is gone; never rejects. */
  serve(tunnel: ArrivedTunnel, signal: AbortSignal): Promise<void> {
    const { id, share, socket, ok, keys, early } = tunnel;
    const { promise, resolve } = Promise.withResolvers<void>();
    const destroy = (): void => void socket.destroy();
    let flow: Flow | null = null;
    const way: Way = new Way({
      socket,
      own: keys.toOpener,
      theirs: keys.toOwner,
      named: (name) => {
        if (flow !== null) return destroy();
        flow = this.#flow(`${id} ${share.name} ${name.toString('hex')}`, share);
        flow.join(way);
      },
      // Before it is named nothing goes anywhere.
      arrived: (datagram, late) => (flow === null ? destroy() : flow.take(datagram, late)),
      ended: () => {
        signal.removeEventListener('abort', destroy);
        flow?.left(way);
        resolve();
      },
    });
    signal.addEventListener('abort', destroy);
    socket.write(ok);
    way.start(early);
    if (signal.aborted) destroy();
    return promise;
  }

  #flow(name: string, { host, port }: Share): Flow {
    const known = this.#flows.get(name);
    if (known !== undefined) return known;
    const local = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    // Connected, so that nobody else's datagrams come back as its own; until then they wait, a moment.
    let waiting: Uint8Array[] | null = [];
    const flow = new Flow(
      (bytes) => (waiting === null ? local.send(bytes) : void waiting.push(Buffer.from(bytes))),
      () => {
        this.#flows.delete(name);
        local.close();
      },
    );
    local.once('connect', () => {
      for (const bytes of waiting ?? []) local.send(bytes);
      waiting = null;
    });
    // Nobody listens there, or not yet: datagrams are lost then, as datagrams are.
    local.on('error', () => undefined);
    local.on('message', (bytes) => flow.send(bytes));
    local.connect(port, host);
    this.#flows.set(name, flow);
    return flow;
  }
}
