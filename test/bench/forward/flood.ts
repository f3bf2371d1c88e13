// Five megabytes of datagrams a second into a tunnel that carries less: memory stays, and what arrives is young.
import { setTimeout as pause } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import type { Benchmark } from '../figure.ts';
import { median, quantile } from '../stats/quantile.ts';
import { openPair } from './pair.ts';
import { udpSocket } from './voice/calls.ts';
import { oldest } from './voice/delays.ts';
import { OwnLoop } from './voice/own-loop.ts';

const RATE = 5_000_000;
const SIZE = 1200;
const TICK = 5;
const SECONDS = 60;
const LIMIT = 250;
/** The median of the last quarter's memory above that of the second: what is flat may waver by so much. */
const WAVERS = 1.1;
const RAW_PORT = 7;
const PAGE = 4096;

export const flood: Benchmark = {
  name: 'flood',
  profile: 'tornet',
  deadline: 500,
  async run(bench) {
    using service = await udpSocket();
    using caller = await udpSocket();
    const ports = [{ virtual: RAW_PORT, target: service.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: false });
    const local = await pair.forward('flood', service.port, 'udp');
    const took: number[] = [];
    const late: number[] = [];
    using loop = new OwnLoop();
    service.socket.on('message', (bytes) => {
      took.push(performance.now() - bytes.readDoubleBE(0));
      late.push(loop.late);
    });
    const resident: number[] = [];
    const start = performance.now();
    const seconds = bench.quick ? 12 : SECONDS;
    let sent = 0;
    for (let now = 0; now < seconds * 1000; now = performance.now() - start) {
      for (; sent * SIZE < (now / 1000) * RATE; sent++) {
        const bytes = Buffer.alloc(SIZE);
        bytes.writeDoubleBE(performance.now());
        caller.socket.send(bytes, local, '127.0.0.1');
      }
      if (resident.length < (now / 1000) * 4) resident.push(await residentOf(pair.ann.pid));
      await pause(TICK, undefined, { signal: bench.signal });
    }
    await pause(3000, undefined, { signal: bench.signal });
    const [forward] = await pair.forwards();
    const quarter = Math.floor(resident.length / 4);
    const [early, last] = [resident.slice(quarter, 2 * quarter), resident.slice(-quarter)].map(median);
    const growth = (last ?? Number.NaN) / (early ?? Number.NaN);
    const above = oldest(took, late);
    bench.say(
      `${took.length} of ${sent} came, ${((took.length * SIZE) / seconds / 1e6).toFixed(2)} MB/s; ${forward?.dropped} dropped, ${forward?.late} late as it counts; delay p50 ${quantile(took, 0.5).toFixed(0)} p99 ${quantile(took, 0.99).toFixed(0)} least ${Math.min(...took).toFixed(0)} ms; oldest when this program read it ${oldest(took).toFixed(0)} ms above the least; memory ${((early ?? 0) / 1e6).toFixed(1)} to ${((last ?? 0) / 1e6).toFixed(1)} MB.`,
    );
    return [
      {
        name: 'UDP flood of 5 MB/s: memory late in it to early in it',
        unit: 'times',
        ours: growth,
        target: `<= ${WAVERS}`,
        holds: growth <= WAVERS,
      },
      {
        name: 'UDP flood of 5 MB/s: oldest delivered, above the least so far',
        unit: 'ms',
        ours: above,
        target: `<= ${LIMIT} ms`,
        holds: above <= LIMIT && took.length > 0,
      },
    ];
  },
};

/** Bytes (proc(5), /proc/PID/statm). */
async function residentOf(pid: number | undefined): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8');
  return Number(statm.split(' ')[1]) * PAGE;
}
