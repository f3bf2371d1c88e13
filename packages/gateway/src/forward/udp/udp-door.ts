// A local UDP port that leads to a contact's service, with a flow for each program that sends to it.
import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Forward } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import { type Doorway, type Load, NO_LOAD } from '../doors.ts';
import { FLOWS_PER_FORWARD, REST_LEAST, REST_MOST } from '../limits.ts';
import { portRefusal } from '../port-refusal.ts';
import { clock } from './clock.ts';
import type { DatagramCounts } from './flow.ts';
import { after } from './modulo.ts';
import { Source, type SourceOptions } from './source.ts';

export interface UdpDoorOptions
  extends Pick<Forward, 'host' | 'port' | 'redundant'>,
    Pick<SourceOptions, 'open'> {}

/** Throws `port_taken`, `bad_request`. */
export function openUdpDoor({ host, port, redundant, open }: UdpDoorOptions): Promise<Held<Doorway>> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const sources = new Map<string, Source>();
  /** Of flows that are over. */
  let past = NO_LOAD;
  /** Since when no flow is opened, and for how long: each attempt on a contact that is away costs it and tor a search. */
  let rest = { since: 0, time: 0 };

  socket.on('message', (bytes, from) => {
    const name = `${from.address} ${from.port}`;
    const source = sources.get(name) ?? begin(name, from);
    if (source === null) past = { ...past, dropped: past.dropped + 1 };
    else source.send(bytes);
  });

  function begin(name: string, from: RemoteInfo): Source | null {
    if (after(clock(), rest.since) < rest.time) return null;
    if (sources.size >= FLOWS_PER_FORWARD) longestIdle()?.flow.close();
    const source = new Source({
      redundant,
      open,
      deliver: (bytes) => socket.send(bytes, from.port, from.address),
      ended: (failed) => {
        sources.delete(name);
        past = sum(past, source.flow.counts);
        const time = failed ? Math.min(REST_MOST, Math.max(REST_LEAST, rest.time * 2)) : 0;
        rest = { since: clock(), time };
      },
    });
    sources.set(name, source);
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
