// Files from an unmodified client of old to us, against what the same client sends to another of its kind.
import { join } from 'node:path';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { bulkStream, serveBulk } from '../reference/raw-bulk.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair } from '../stats/ratio.ts';
import { meet, type OldVersion, openHouse } from './house.ts';
import { rateOf } from './send-file.ts';

const LEAST = 4;
const BYTES = 5_000_000;
const RAW_PORT = 7;

export const filesFromOld: Benchmark = {
  name: 'files-from-old',
  profile: 'tornet',
  deadline: 3600,
  async run(bench) {
    return [await from('0.9.9.555', bench), await from('0.9.9.553', bench)];
  },
};

async function from(version: OldVersion, bench: Bench): Promise<Measured> {
  await using house = await openHouse(bench);
  await using server = await serveBulk(join(house.folder, 'bulk.sock'));
  const sender = await house.old(version, { ports: [{ virtual: RAW_PORT, target: server.path }] });
  const ours = await house.ours();
  const other = await house.old(version, { name: 'their-friend' });
  await meet(ours, sender, bench.signal);
  await meet(other, sender, bench.signal);
  // What the network would carry that way at the time: nobody can be faster, whatever the target says.
  using raw = await bulkStream(ours.tor.socksPort, `${sender.id}.onion`, RAW_PORT);
  const shares: Pair[] = [];
  const bytes = bench.quick ? BYTES / 4 : BYTES;
  const pairs: Pair[] = [];
  for (let at = -1; at < (bench.quick ? 2 : 30); at++) {
    bench.signal.throwIfAborted();
    const mine = await rateOf(sender, ours, bytes);
    const theirs = await rateOf(sender, other, bytes);
    const carried = bytes / (await raw.fetch(bytes)) / 1e6;
    const rates = [mine, theirs, carried].map((rate) => rate.toFixed(2));
    bench.say(`${version}: to us ${rates[0]} MB/s, to its like ${rates[1]}, a raw stream ${rates[2]}.`);
    if (at < 0) continue;
    pairs.push([mine, theirs]);
    shares.push([mine, carried]);
  }
  const share = pairedRatio(shares);
  bench.say(
    `${version}: ${share.ratio.toFixed(2)} (${share.low.toFixed(2)} to ${share.high.toFixed(2)}) of a raw stream.`,
  );
  const ratio = pairedRatio(pairs);
  const references = pairs.map(([, theirs]) => theirs);
  return {
    name: `files from ${version}, ${bytes / 1e6} MB`,
    unit: 'MB/s',
    ours: median(pairs.map(([mine]) => mine)),
    reference: median(references),
    ratio,
    null: pairedRatio(references.slice(1).map((rate, at): Pair => [rate, references[at] ?? Number.NaN])),
    target: `ratio >= ${LEAST}`,
    holds: ratio.ratio >= LEAST,
  };
}
