// Opening a forward and hearing an echo through it, against a raw stream opened on the same circuit: singly, and fifty at once.
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { inTurn } from '../stats/in-turn.ts';
import { compared } from '../stats/paired.ts';
import type { Pair as Times } from '../stats/ratio.ts';
import { connected, echo, serveEcho } from './local.ts';
import { openPair } from './pair.ts';

const MOST = 1.15;
const RAW_PORT = 7;
const AT_ONCE = 50;
/** So that fifty fresh tunnels are within what a contact may open each second. */
const REST = 800;

type Opener = () => Promise<Socket>;

export const opens: Benchmark = {
  name: 'opens',
  profile: 'tornet',
  deadline: 1200,
  async run(bench) {
    await using server = await serveEcho();
    const ports = [{ virtual: RAW_PORT, target: server.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: true });
    const local = await pair.forward('echo', server.port);
    const ours: Opener = () => connected(local);
    const raw: Opener = () => pair.raw(RAW_PORT);
    return [
      await compare(bench, { name: 'open with echo', count: 1, rounds: AT_ONCE, rest: 60, ours, raw }),
      await compare(bench, {
        name: `${AT_ONCE} opens with echo at once`,
        count: AT_ONCE,
        rounds: 30,
        rest: REST,
        ours,
        raw,
      }),
    ];
  },
};

interface Comparison {
  readonly name: string;
  /** Opens at once. */
  readonly count: number;
  readonly rounds: number;
  /** Milliseconds between two rounds. */
  readonly rest: number;
  readonly ours: Opener;
  readonly raw: Opener;
}

async function compare(
  bench: Bench,
  { name, count, rounds, rest, ours, raw }: Comparison,
): Promise<Measured> {
  const pairs: Times[] = [];
  const nulls: Times[] = [];
  const timed = (open: Opener) => async (): Promise<number> => {
    await pause(rest, undefined, { signal: bench.signal });
    return openAll(count, open);
  };
  for (let at = -3; at < (bench.quick ? 3 : rounds); at++) {
    const { raw: first, ours: mine, again } = await inTurn(at, timed(raw), timed(ours));
    if (at < 0) continue;
    pairs.push([mine, first]);
    nulls.push([again, first]);
    bench.say(`${name}: ${mine.toFixed(1)} ms, raw ${first.toFixed(1)} and ${again.toFixed(1)}.`);
  }
  const figures = compared(pairs, nulls);
  return {
    name,
    unit: 'ms',
    ...figures,
    target: `ratio <= ${MOST}`,
    holds: figures.ratio.ratio <= MOST,
  };
}

/** Milliseconds until the last of them had heard its echo. */
async function openAll(count: number, open: Opener): Promise<number> {
  const start = performance.now();
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await open();
      await echo(socket);
      return socket;
    }),
  );
  const took = performance.now() - start;
  for (const socket of sockets) socket.destroy();
  return took;
}
