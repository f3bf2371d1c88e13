// A file between two of ours, on one circuit and on four, and a raw stream, against a file between two of 0.9.9.555, on one network.
import { join } from 'node:path';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { openPair, type Pair } from '../forward/pair.ts';
import { meet, openHouse } from '../legacy/house.ts';
import { rateOf } from '../legacy/send-file.ts';
import { type BulkStream, bulkOver, serveBulk } from '../reference/raw-bulk.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair as Rates } from '../stats/ratio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fileOf, type SourceFile } from './file-of.ts';
import { sendFile } from './send.ts';

const LEAST = 8;
const CIRCUITS = 4;
const RAW_PORT = 7;
/** Some four seconds of each. */
const BYTES = 16_000_000;
const THEIR_BYTES = 2_000_000;
const ROUNDS = 30;

export const besideOld: Benchmark = {
  name: 'beside-555',
  profile: 'tornet',
  deadline: 3600,
  async run(bench) {
    await using house = await openHouse(bench);
    const [old, theirFriend] = [
      await house.old('0.9.9.555'),
      await house.old('0.9.9.555', { name: 'their-friend' }),
    ];
    await meet(old, theirFriend, bench.signal);
    await using folder = await temporaryFolder();
    await using server = await serveBulk();
    const ports = [{ virtual: RAW_PORT, target: server.port }];
    await using one = await openPair(bench, { ports, oneCircuit: false, seals: true });
    await using four = await openPair(bench, { ports: [], oneCircuit: false, seals: true });
    const settings = { strangers: 'ask', looksLike: 'torchat', fileCircuits: CIRCUITS };
    await four.ann.api.ask('PUT', '/v1/settings', settings);
    using raw = bulkOver(await one.raw(RAW_PORT));
    const file = await fileOf(join(folder.path, 'file'), BYTES);
    return await compare(bench, {
      one,
      four,
      raw,
      file,
      theirs: () => rateOf(old, theirFriend, THEIR_BYTES),
    });
  },
};

interface Contenders {
  readonly one: Pair;
  readonly four: Pair;
  readonly raw: BulkStream;
  readonly file: SourceFile;
  readonly theirs: () => Promise<number>;
}

/** MB/s. */
interface Round {
  readonly one: number;
  readonly four: number;
  readonly raw: number;
  readonly old: number;
}

async function compare(
  bench: Bench,
  { one, four, raw, file, theirs }: Contenders,
): Promise<readonly Measured[]> {
  const megabytes = file.bytes / 1e6;
  const over = async ({ ann, bob }: Pair): Promise<number> =>
    megabytes / (await sendFile(bob, ann, file, bench.signal));
  const rounds: Round[] = [];
  for (let at = -1; at < (bench.quick ? 6 : ROUNDS); at++) {
    bench.signal.throwIfAborted();
    const round = {
      one: await over(one),
      old: await theirs(),
      four: await over(four),
      raw: megabytes / (await raw.fetch(file.bytes)),
    };
    bench.say(
      `one circuit ${round.one.toFixed(2)} MB/s, ${CIRCUITS} ${round.four.toFixed(2)}, ` +
        `raw ${round.raw.toFixed(2)}, 0.9.9.555 ${round.old.toFixed(3)}.`,
    );
    if (at >= 0) rounds.push(round);
  }
  return [
    row(rounds, 'one', 'a file on one circuit'),
    row(rounds, 'four', `a file over ${CIRCUITS} circuits`),
    row(rounds, 'raw', 'a raw stream'),
  ];
}

/** What is not ours is only printed: no file on one circuit can be faster. */
function row(rounds: readonly Round[], of: 'one' | 'four' | 'raw', what: string): Measured {
  const olds = rounds.map(({ old }) => old);
  const ratio = pairedRatio(rounds.map((round): Rates => [round[of], round.old]));
  return {
    name: `${what}, to a file between two of 0.9.9.555`,
    unit: 'MB/s',
    ours: median(rounds.map((round) => round[of])),
    reference: median(olds),
    ratio,
    null: pairedRatio(olds.slice(1).map((rate, at): Rates => [rate, olds[at] ?? Number.NaN])),
    target: of === 'raw' ? 'printed' : `ratio >= ${LEAST}`,
    holds: of === 'raw' || ratio.ratio >= LEAST,
  };
}
