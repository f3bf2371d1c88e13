// What a thousand forwards that are open and say nothing cost each of the two processes.
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from '../figure.ts';
import { connected, echo, serveEcho } from './local.ts';
import { openPair } from './pair.ts';

const MOST_KILOBYTES = 50;
/** As many as are opened together, and milliseconds until the next: below what a contact may open each second. */
const BATCH = 25;
const REST = 500;
/** Until what a dial leaves behind is gone. */
const SETTLE = 65_000;
const RAW_PORT = 7;

export const idle: Benchmark = {
  name: 'idle',
  profile: 'tornet',
  deadline: 900,
  async run(bench) {
    const count = bench.quick ? 100 : 1000;
    await using server = await serveEcho();
    const ports = [{ virtual: RAW_PORT, target: server.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: true });
    const local = await pair.forward('echo', server.port);
    const sockets: Socket[] = [];
    const open = async (): Promise<void> => {
      const socket = await connected(local);
      sockets.push(socket);
      await echo(socket);
    };
    // What the first ones load is no cost of each.
    for (let at = 0; at < BATCH; at++) await open();
    for (const socket of sockets.splice(0)) socket.destroy();
    await pause(1000);
    const before = { ann: await pair.ann.memory(), bob: await pair.bob.memory() };
    while (sockets.length < count) {
      await pause(REST, undefined, { signal: bench.signal });
      await Promise.all(Array.from({ length: BATCH }, open));
    }
    await pause(bench.quick ? 0 : SETTLE, undefined, { signal: bench.signal });
    const after = { ann: await pair.ann.memory(), bob: await pair.bob.memory() };
    const [forward] = await pair.forwards();
    bench.say(`${forward?.active} are open.`);
    for (const socket of sockets) socket.destroy();
    return (['ann', 'bob'] as const).map((who) => {
      const [heap, external] = (['heap', 'external'] as const).map((kind) =>
        ((after[who][kind] - before[who][kind]) / count / 1000).toFixed(1),
      );
      bench.say(`${who}: ${heap} kB of each is heap, ${external} kB buffers.`);
      const each = (after[who].resident - before[who].resident) / count / 1000;
      return {
        name: `memory of each of ${count} idle forwards, ${who === 'ann' ? 'opener' : 'owner'}`,
        unit: 'kB',
        ours: each,
        target: `<= ${MOST_KILOBYTES} kB`,
        holds: each <= MOST_KILOBYTES && forward?.active === count,
      };
    });
  },
};
