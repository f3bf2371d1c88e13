// Files from us to an unmodified 0.9.9.555, against a raw stream on the circuit that carries them.
import { join } from 'node:path';
import type { Benchmark } from '../figure.ts';
import { circuitsOf } from '../reference/circuits-of.ts';
import { bulkStream, serveBulk } from '../reference/raw-bulk.ts';
import { compared } from '../stats/paired.ts';
import { median } from '../stats/quantile.ts';
import type { Pair } from '../stats/ratio.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { meet, openHouse } from './house.ts';
import type { Member } from './member.ts';
import { rateOf } from './send-file.ts';

const LEAST = 0.8;
const BYTES = 16_000_000;
const RAW_PORT = 7;
const WHO = ['our client', 'its client', 'our tor', 'its tor'] as const;

export const filesToOld: Benchmark = {
  name: 'files-to-555',
  profile: 'tornet',
  deadline: 1800,
  async run(bench) {
    await using house = await openHouse(bench);
    await using server = await serveBulk(join(house.folder, 'bulk.sock'));
    const ours = await house.ours({ ports: [{ virtual: RAW_PORT, target: server.path }] });
    const theirs = await house.old('0.9.9.555');
    await meet(ours, theirs, bench.signal);
    // The file goes where it dialled us: its tor is asked for one stream more.
    using raw = await bulkStream(theirs.tor.socksPort, `${ours.id}.onion`, RAW_PORT);
    const { circuits, streams } = await circuitsOf(theirs.tor, ours.id);
    bench.say(`${streams} streams from its tor to our service, circuits they are on: ${circuits}.`);
    const bytes = bench.quick ? BYTES / 4 : BYTES;
    const pairs: Pair[] = [];
    const nulls: Pair[] = [];
    const used: number[][] = [];
    for (let at = -1; at < (bench.quick ? 4 : 30); at++) {
      bench.signal.throwIfAborted();
      const first = bytes / (await raw.fetch(bytes)) / 1e6;
      const before = await cpuOf(ours, theirs);
      const mine = await rateOf(ours, theirs, bytes);
      const after = await cpuOf(ours, theirs);
      used.push(after.map((cpu, which) => (cpu - (before[which] ?? 0)) / (bytes / 1e6)));
      const again = bytes / (await raw.fetch(bytes)) / 1e6;
      bench.say(`${mine.toFixed(2)} MB/s, raw ${first.toFixed(2)} and ${again.toFixed(2)}.`);
      if (at < 0) continue;
      pairs.push([mine, first]);
      nulls.push([again, first]);
    }
    const each = WHO.map((who, which) => {
      const seconds = median(used.map((all) => all[which] ?? Number.NaN));
      return `${who} ${(seconds * 1000).toFixed(0)} ms`;
    });
    bench.say(`Processor time for each MB: ${each.join(', ')}.`);
    const figures = compared(pairs, nulls);
    return [
      {
        name: `files to 0.9.9.555, ${bytes / 1e6} MB`,
        unit: 'MB/s',
        ...figures,
        target: `ratio >= ${LEAST}`,
        holds: figures.ratio.ratio >= LEAST,
      },
    ];
  },
};

function cpuOf(ours: Member, theirs: Member): Promise<number[]> {
  const pids = [ours.program.pid, theirs.program.pid, ours.tor.pid, theirs.tor.pid];
  return Promise.all(pids.map(cpuSeconds));
}
