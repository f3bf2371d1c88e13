// A call through a UDP forward, 50 packets a second each way for a minute, against two raw streams that carry the same beside it.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Benchmark, Measured } from '../../figure.ts';
import { openPair, type Pair } from '../pair.ts';
import { type Call, rawCall, udpCall, udpSocket } from './calls.ts';

const SECONDS = 60;
const EVERY = 20;
const WARM_UP = 3;
/** What is still on its way at the end. */
const REST = 3000;
const RAW_PORT = 7;
const MOST_LOST = 0.1;
const MORE = { p50: 2, p99: 5 } as const;

export const voice: Benchmark = {
  name: 'voice',
  profile: 'tornet',
  deadline: 400,
  async run(bench) {
    using far = await farEnds();
    using service = await udpSocket();
    const ports = [{ virtual: RAW_PORT, target: far.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: true });
    const local = await pair.forward('voice', service.port, 'udp');
    using ours = await udpCall(local, service);
    using raw = await farEnd(pair, far);
    using again = await farEnd(pair, far);
    const seconds = bench.quick ? 5 : SECONDS;
    await talk(bench, [ours, raw, again], WARM_UP + seconds);
    const [forward] = await pair.forwards();
    const sent = ours.there.sent + ours.back.sent;
    const lost = ours.there.lost + ours.back.lost;
    const counted = (forward?.dropped ?? 0) + (forward?.late ?? 0);
    bench.say(`${lost} of ${sent} lost, ${forward?.dropped} dropped and ${forward?.late} late as it counts.`);
    const percent = (lost / sent) * 100;
    return [
      {
        name: `UDP voice, lost of ${sent}; counted ${counted}`,
        unit: '%',
        ours: percent,
        target: `<= ${MOST_LOST} %, each counted`,
        holds: percent <= MOST_LOST && counted === lost,
      },
      row('p50', 0.5, [ours, raw, again]),
      row('p99', 0.99, [ours, raw, again]),
    ];
  },
};

function row(name: keyof typeof MORE, at: number, calls: readonly [Call, Call, Call]): Measured {
  const [ours = 0, raw = 0, again = 0] = calls.map(({ there, back }) => {
    const all = [there, back].map((one) => one.at(at));
    return Math.max(...all);
  });
  return {
    name: `UDP voice, one-way delay ${name}, worse way (raw again ${again.toFixed(1)})`,
    unit: 'ms',
    ours,
    reference: raw,
    target: `<= reference + ${MORE[name]} ms`,
    holds: ours <= Math.max(raw, again) + MORE[name],
  };
}

/** Every 20 ms each call says its packets; they take turns within that, so that none is always the first. */
export async function talk(bench: Bench, calls: readonly Call[], seconds: number): Promise<void> {
  const start = performance.now();
  const step = EVERY / calls.length;
  for (let turn = 0; turn < (seconds * 1000) / EVERY; turn++)
    for (let at = 0; at < calls.length; at++) {
      const due = start + turn * EVERY + at * step;
      const left = due - performance.now();
      if (left > 0) await pause(left, undefined, { signal: bench.signal });
      calls[(turn + at) % calls.length]?.say();
    }
  await pause(REST, undefined, { signal: bench.signal });
}

interface FarEnds extends Disposable {
  readonly port: number;
  /** The next stream that comes. */
  next(): Promise<Socket>;
}

async function farEnds(): Promise<FarEnds> {
  const server = createServer({ noDelay: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async next() {
      const [socket] = (await once(server, 'connection')) as [Socket];
      socket.on('error', () => undefined);
      return socket;
    },
    [Symbol.dispose]: () => server.close(),
  };
}

async function farEnd(pair: Pair, far: FarEnds): Promise<Call> {
  const [near, end] = await Promise.all([pair.raw(RAW_PORT), far.next()]);
  return rawCall(near, end);
}
