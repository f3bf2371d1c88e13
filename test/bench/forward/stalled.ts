// An echo through a forward beside ten forwards whose readers have stopped, against a raw echo beside the same ten.
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from '../figure.ts';
import { serveBulk } from '../reference/raw-bulk.ts';
import { inTurn } from '../stats/in-turn.ts';
import { compared } from '../stats/paired.ts';
import type { Pair as Times } from '../stats/ratio.ts';
import { connected, echo, serveEcho } from './local.ts';
import { eventually, openPair, type Pair } from './pair.ts';

const MOST = 1.2;
const RAW_PORT = 7;
const STALLED = 10;
const ASKED = 256_000_000;
/** Between two words, so that none meets the other's acknowledgement. */
const REST = 60;
const STALLED_WITHIN = 300;
/** Seconds without a byte. */
const STILL = 5;

export const stalled: Benchmark = {
  name: 'stalled',
  profile: 'tornet',
  deadline: 900,
  async run(bench) {
    await using bulk = await serveBulk();
    await using server = await serveEcho();
    const ports = [{ virtual: RAW_PORT, target: server.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: true });
    const bulkPort = await pair.forward('bulk', bulk.port);
    const echoPort = await pair.forward('echo', server.port);
    const readers = await Promise.all(Array.from({ length: STALLED }, () => connected(bulkPort)));
    for (const reader of readers) reader.pause().write(`${ASKED}`);
    await eventually(STALLED_WITHIN, 'ten connections had stalled', standsStill(pair));
    const held = (await pair.forwards()).find(({ service }) => service === 'bulk')?.got ?? 0;
    bench.say(`${STALLED} connections stalled, after ${(held / 1e6).toFixed(1)} MB that nobody read.`);
    const [raw, ours] = [await pair.raw(RAW_PORT), await connected(echoPort)];
    const pairs: Times[] = [];
    const nulls: Times[] = [];
    const timed = (socket: Socket) => async (): Promise<number> => {
      await pause(REST, undefined, { signal: bench.signal });
      return echo(socket);
    };
    for (let at = -5; at < (bench.quick ? 5 : 100); at++) {
      const { raw: first, ours: mine, again } = await inTurn(at, timed(raw), timed(ours));
      if (at < 0) continue;
      pairs.push([mine, first]);
      nulls.push([again, first]);
    }
    for (const socket of [...readers, raw, ours]) socket.destroy();
    const figures = compared(pairs, nulls);
    return [
      {
        name: `echo beside ${STALLED} stalled connections`,
        unit: 'ms',
        ...figures,
        target: `ratio <= ${MOST}`,
        holds: figures.ratio.ratio <= MOST,
      },
    ];
  },
};

/** Whether no byte has come out of a forward for a while. */
function standsStill(pair: Pair): () => Promise<boolean> {
  let [last, since] = [-1, 0];
  return async () => {
    const got = (await pair.forwards()).reduce((sum, forward) => sum + forward.got, 0);
    const now = performance.now();
    if (got !== last) [last, since] = [got, now];
    return got > 0 && now - since > STILL * 1000;
  };
}
