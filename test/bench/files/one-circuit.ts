// A file between two of ours against a raw stream on the same circuit.
import { join } from 'node:path';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { openPair, type Pair } from '../forward/pair.ts';
import { circuitsOf } from '../reference/circuits-of.ts';
import { bulkOver, type BulkStream, serveBulk } from '../reference/raw-bulk.ts';
import { inTurn } from '../stats/in-turn.ts';
import { asFastAsRaw, compared } from '../stats/paired.ts';
import type { Pair as Rates } from '../stats/ratio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fileOf, type SourceFile } from './file-of.ts';
import { sendFile } from './send.ts';

/** About two seconds on profile fast and ten on slow. */
const BYTES = { fast: 24_000_000, default: 16_000_000, slow: 6_000_000 } as const;
const PAIRS = 30;
const RAW_PORT = 7;

export const oneCircuit: Benchmark = {
  name: 'one-circuit',
  profile: 'tornet',
  deadline: 3600,
  async run(bench) {
    const { profile } = await bench.tornet();
    await using folder = await temporaryFolder();
    await using server = await serveBulk();
    await using pair = await openPair(bench, {
      ports: [{ virtual: RAW_PORT, target: server.port }],
      oneCircuit: true,
      seals: true,
    });
    const bytes = bench.quick ? BYTES[profile] / 4 : BYTES[profile];
    return [await compare(bench, pair, await fileOf(join(folder.path, 'file'), bytes))];
  },
};

async function compare(bench: Bench, pair: Pair, file: SourceFile): Promise<Measured> {
  const { ann, bob } = pair;
  using raw: BulkStream = bulkOver(await pair.raw(RAW_PORT));
  const megabytes = file.bytes / 1e6;
  const pairs: Rates[] = [];
  const nulls: Rates[] = [];
  for (let at = -1; at < (bench.quick ? 4 : PAIRS); at++) {
    bench.signal.throwIfAborted();
    const {
      raw: first,
      ours: mine,
      again,
    } = await inTurn(
      at,
      async () => megabytes / (await raw.fetch(file.bytes)),
      async () => megabytes / (await sendFile(bob, ann, file, bench.signal)),
    );
    bench.say(`${mine.toFixed(3)} MB/s, raw ${first.toFixed(3)} and ${again.toFixed(3)}.`);
    if (at < 0) continue;
    pairs.push([mine, first]);
    nulls.push([again, first]);
  }
  const { circuits, streams } = await circuitsOf(ann.tor, bob.id);
  bench.say(`${streams} streams from the receiver's tor to the sender, circuits they are on: ${circuits}.`);
  const figures = compared(pairs, nulls);
  return {
    name: `a file of ${megabytes} MB on one circuit`,
    unit: 'MB/s',
    ...figures,
    ...asFastAsRaw(figures),
  };
}
