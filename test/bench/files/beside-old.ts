// A file between two of ours against the same file between two of 0.9.9.555, on one network.
import type { Benchmark } from '../figure.ts';
import { meet, openHouse } from '../legacy/house.ts';
import { rateOf } from '../legacy/send-file.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair } from '../stats/ratio.ts';

const LEAST = 8;
const BYTES = 8_000_000;
const THEIR_BYTES = 2_000_000;
const PAIRS = 30;

export const besideOld: Benchmark = {
  name: 'beside-555',
  profile: 'tornet',
  deadline: 3600,
  async run(bench) {
    await using house = await openHouse(bench);
    const [ours, friend] = [await house.ours({ name: 'ours' }), await house.ours({ name: 'our-friend' })];
    const old = await house.old('0.9.9.555');
    const theirFriend = await house.old('0.9.9.555', { name: 'their-friend' });
    await meet(ours, friend, bench.signal);
    await meet(old, theirFriend, bench.signal);
    const pairs: Pair[] = [];
    for (let at = -1; at < (bench.quick ? 6 : PAIRS); at++) {
      bench.signal.throwIfAborted();
      const mine = await rateOf(ours, friend, BYTES);
      const theirs = await rateOf(old, theirFriend, THEIR_BYTES);
      bench.say(`${mine.toFixed(2)} MB/s, 0.9.9.555 to its like ${theirs.toFixed(3)}.`);
      if (at >= 0) pairs.push([mine, theirs]);
    }
    const ratio = pairedRatio(pairs);
    const references = pairs.map(([, theirs]) => theirs);
    return [
      {
        name: 'a file between two of ours, to one between two of 0.9.9.555',
        unit: 'MB/s',
        ours: median(pairs.map(([mine]) => mine)),
        reference: median(references),
        ratio,
        null: pairedRatio(references.slice(1).map((rate, at): Pair => [rate, references[at] ?? Number.NaN])),
        target: `ratio >= ${LEAST}`,
        holds: ratio.ratio >= LEAST,
      },
    ];
  },
};
