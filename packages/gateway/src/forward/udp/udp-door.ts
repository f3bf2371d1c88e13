// A local UDP port that leads to a contact's service: a flow for each program that sends to it.
import { createSocket, type RemoteInfo } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type Forward } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import { type Doorway, type Load, NO_LOAD } from '../doors.ts';
import { FLOWS_PER_FORWARD, LATENESS, QUEUE_BYTES } from '../limits.ts';
import type { OpenedStream } from '../open-stream.ts';
import { portRefusal } from '../port-refusal.ts';
import { clock } from './clock.ts';
import { type DatagramCounts, Flow } from './flow.ts';
import { after } from './modulo.ts';
import { FLOW_BYTES } from './packet.ts';

export interface UdpDoorOptions extends Pick<Forward, 'host' | 'port' | 'redundant'> {
  /** A fresh stream to the service; `circuit` tells apart what must not share one. Rejects where it leads nowhere. */
  readonly open: (circuit: string) => Promise<OpenedStream>;
}

/** Throws `port_taken`, `bad_request`. */
export function openUdpDoor({ host, port, redundant, open }: UdpDoorOptions): Promise<Held<Doorway>> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const sources = new Map<string, Source>();
  /** Of flows that are over. */
  let past = NO_LOAD;

  socket.on('message', (bytes, from) => {
    const name = `${from.address} ${from.port}`;
    const source = sources.get(name) ?? begin(name, from);
    source.send(bytes);
  });

  function begin(name: string, from: RemoteInfo): Source {
    if (sources.size >= FLOWS_PER_FORWARD) longestIdle()?.flow.close();
    const flow = new Flow(
      (bytes) => socket.send(bytes, from.port, from.address),
      () => {
        sources.delete(name);
        past = sum(past, flow.counts);
      },
    );
    const source = new Source(flow);
    sources.set(name, source);
    void source.open(redundant ? ['1', '2'] : [''], open);
    return source;
  }

  function longestIdle(): Source | null {
    let idle: Source | null = null;
    for (const source of sources.values())
      if (idle === null || after(idle.flow.lastAt, source.flow.lastAt) > 0) idle = source;
    return idle;
  }

  return new Promise((resolve, reject) => {
    socket.once('error', (cause: NodeJS.ErrnoException) => reject(portRefusal(cause, port)));
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      // A program that went away: its flow ends when it is idle.
      socket.on('error', () => undefined);
      resolve({
        value: {
          load: () => {
            let load = past;
            for (const { flow } of sources.values()) load = sum(load, flow.counts);
            return { ...load, active: sources.size };
          },
        },
        undo: () =>
          new Promise((done) => {
            for (const { flow } of sources.values()) flow.close();
            socket.close(() => done());
          }),
      });
    });
  });
}

function sum(load: Load, { sent, got, dropped, late }: DatagramCounts): Load {
  return {
    ...load,
    sent: load.sent + sent,
    got: load.got + got,
    dropped: load.dropped + dropped,
    late: load.late + late,
  };
}

/** One program's flow, with what it said while its streams were being opened. */
class Source {
  readonly flow: Flow;
  #waiting: { readonly bytes: Uint8Array; readonly at: number }[] | null = [];
  #waitingBytes = 0;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  send(bytes: Uint8Array): void {
    if (this.#waiting === null) return this.flow.send(bytes);
    this.#waiting.push({ bytes, at: clock() });
    this.#waitingBytes += bytes.length;
    while (this.#waitingBytes > QUEUE_BYTES) this.#waitingBytes -= this.#waiting.shift()?.bytes.length ?? 0;
  }

  async open(circuits: readonly string[], open: UdpDoorOptions['open']): Promise<void> {
    const name = randomBytes(FLOW_BYTES);
    const opened = await Promise.allSettled(circuits.map((circuit) => this.#openOne(circuit, name, open)));
    if (opened.every(({ status }) => status === 'rejected')) this.flow.close();
  }

  async #openOne(circuit: string, name: Buffer, open: UdpDoorOptions['open']): Promise<void> {
    const { socket, keys, answer } = await open(circuit);
    const way = this.flow.add({ socket, own: keys.toOwner, theirs: keys.toOpener });
    way.write({ type: 'flow', name });
    this.#flush();
    way.start(await answer);
  }

  #flush(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    const now = clock();
    for (const { bytes, at } of waiting) if (after(now, at) <= LATENESS) this.flow.send(bytes, at);
  }
}
