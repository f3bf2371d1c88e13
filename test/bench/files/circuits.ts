// A file over four circuits, for those who choose them, against one raw stream.
import { join } from 'node:path';
import type { Benchmark } from '../figure.ts';
import { openPair } from '../forward/pair.ts';
import { circuitsOf } from '../reference/circuits-of.ts';
import { bulkOver, serveBulk } from '../reference/raw-bulk.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair as Rates } from '../stats/ratio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fileOf } from './file-of.ts';
import { sendFile } from './send.ts';

const LEAST = 2.5;
const CIRCUITS = 4;
const RAW_PORT = 7;
const PAIRS = 30;
/** Of the file, and of what the raw stream carries: about ten seconds of each on profile slow. */
const BYTES = 8_000_000;
const RAW_BYTES = 2_500_000;

export const circuits: Benchmark = {
  name: 'circuits',
  profile: 'tornet',
  deadline: 3600,
  async run(bench) {
    await using folder = await temporaryFolder();
    await using server = await serveBulk();
    const ports = [{ virtual: RAW_PORT, target: server.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: false, seals: true });
    const { ann, bob } = pair;
    const settings = { strangers: 'ask', looksLike: 'torchat', fileCircuits: CIRCUITS };
    await ann.api.ask('PUT', '/v1/settings', settings);
    using raw = bulkOver(await pair.raw(RAW_PORT));
    const file = await fileOf(join(folder.path, 'file'), BYTES);
    const rawRate = async (): Promise<number> => RAW_BYTES / (await raw.fetch(RAW_BYTES)) / 1e6;
    const pairs: Rates[] = [];
    const nulls: Rates[] = [];
    for (let at = -1; at < (bench.quick ? 6 : PAIRS); at++) {
      bench.signal.throwIfAborted();
      const first = await rawRate();
      const mine = file.bytes / (await sendFile(bob, ann, file, bench.signal)) / 1e6;
      const again = await rawRate();
      bench.say(`${mine.toFixed(3)} MB/s, one raw stream ${first.toFixed(3)} and ${again.toFixed(3)}.`);
      if (at < 0) continue;
      pairs.push([mine, first]);
      nulls.push([again, first]);
    }
    const open = await circuitsOf(ann.tor, bob.id);
    bench.say(`${open.streams} streams from the receiver's tor to the sender, circuits: ${open.circuits}.`);
    const ratio = pairedRatio(pairs);
    return [
      {
        name: `a file of ${BYTES / 1e6} MB over ${CIRCUITS} circuits, to one raw stream`,
        unit: 'MB/s',
        ours: median(pairs.map(([mine]) => mine)),
        reference: median(nulls.flat()),
        ratio,
        null: pairedRatio(nulls),
        target: `ratio >= ${LEAST}`,
        holds: ratio.ratio >= LEAST,
      },
    ];
  },
};
