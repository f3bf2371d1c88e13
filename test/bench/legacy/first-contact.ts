// From `add` to both online, our client and an unmodified 0.9.9.555, against raw first dials between the same two tors.
import { rawFirstDial } from '../chat/first-contact/raw-first-dial.ts';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import type { PlainTor } from '../reference/plain-tor.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair } from '../stats/ratio.ts';
import { type House, meet, openHouse } from './house.ts';

const MOST = 3;

type Adder = 'we add it' | 'it adds us';

export const firstContactWithOld: Benchmark = {
  name: 'first-contact-555',
  profile: 'tornet',
  deadline: 2400,
  async run(bench) {
    await using house = await openHouse(bench);
    const tors = [await house.newTor(), await house.newTor()] as const;
    const rows: Measured[] = [];
    for (const adder of ['we add it', 'it adds us'] as const)
      rows.push(await rounds(house, tors, adder, bench));
    return rows;
  },
};

async function rounds(
  house: House,
  [left, right]: readonly [PlainTor, PlainTor],
  adder: Adder,
  bench: Bench,
): Promise<Measured> {
  const count = bench.quick ? 2 : 20;
  const pairs: Pair[] = [];
  const nulls: Pair[] = [];
  // The first round finds tors that have hardly built a circuit: it counts for nobody.
  for (let at = -1; at < count; at++) {
    const ours = await strangersMeet(house, [left, right], adder, bench);
    const [from, to] = adder === 'we add it' ? [left, right] : [right, left];
    const raw = await rawFirstDial(from, to, house.folder);
    const again = await rawFirstDial(from, to, house.folder);
    bench.say(`${adder}: ${ours.toFixed(2)} s, raw ${raw.toFixed(2)} and ${again.toFixed(2)} s.`);
    if (at < 0) continue;
    pairs.push([ours, raw]);
    nulls.push([raw, again]);
  }
  const ours = median(pairs.map(([mine]) => mine));
  const reference = median(nulls.flat());
  return {
    name: `online with 0.9.9.555, ${adder}, median of ${count}`,
    unit: 's',
    ours,
    reference,
    ratio: pairedRatio(pairs),
    null: pairedRatio(nulls),
    target: `<= ${MOST} x reference`,
    holds: ours <= MOST * reference,
  };
}

/** Seconds. Nobody has met either of them, and both were reached by themselves, as either client does at its start. */
async function strangersMeet(
  house: House,
  [left, right]: readonly [PlainTor, PlainTor],
  adder: Adder,
  { signal }: Bench,
): Promise<number> {
  await using ours = await house.ours({ tor: left });
  await using theirs = await house.old('0.9.9.555', { tor: right });
  await Promise.all([ours.sees(ours), theirs.sees(theirs)]);
  const [adds, added] = adder === 'we add it' ? [ours, theirs] : [theirs, ours];
  return (await meet(adds, added, signal)) / 1000;
}
