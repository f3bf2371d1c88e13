// From Enter to the other side's event, both stores durable, against a line on a raw onion stream of the same two tors.
import type { Bench, Benchmark, Measured } from '../../figure.ts';
import { seeded } from '../../stats/prng.ts';
import { quantile } from '../../stats/quantile.ts';
import { quantileRatio } from '../../stats/ratio.ts';
import { within } from '../../support/within.ts';
import { seesOnline, twoPeople, type TwoPeople } from '../two-people.ts';
import { rawStreams } from './raw-streams.ts';
import { type Round, runRounds } from './rounds.ts';

const MORE_AT_P50 = 4;
const MORE_AT_P95 = 15;
/** Bob starts anew between them, so that no figure hangs on the luck of one circuit. */
const STRETCHES = 4;
const BACK_WITHIN = 60;

export const latency: Benchmark = {
  name: 'latency',
  profile: 'tornet',
  deadline: 600,
  async run(bench) {
    await using people = await twoPeople(bench);
    const random = seeded(1);
    const rounds: Round[] = [];
    const each = bench.quick ? 10 : 100;
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      if (stretch > 0) await freshCircuits(people, bench);
      await using raw = await rawStreams(people);
      const latest = await runRounds({ people, raw, count: each, random, signal: bench.signal });
      rounds.push(...latest);
      bench.say(inWords(latest));
    }
    return [row(rounds, 0.5, MORE_AT_P50), row(rounds, 0.95, MORE_AT_P95)];
  },
};

async function freshCircuits(people: TwoPeople, bench: Bench): Promise<void> {
  await people.bob.stop();
  await people.alices.until(() => !seesOnline(people.alices, people.bob), bench.signal);
  const bobs = await people.startBob();
  const online = Promise.all([
    people.alices.until(() => seesOnline(people.alices, people.bob), bench.signal),
    bobs.until(() => seesOnline(bobs, people.alice), bench.signal),
  ]);
  await within(BACK_WITHIN, 'bob was back', online);
}

function spread(name: string, sample: readonly number[]): string {
  return `${name} p50 ${quantile(sample, 0.5).toFixed(1)} p95 ${quantile(sample, 0.95).toFixed(1)} ms`;
}

function inWords(rounds: readonly Round[]): string {
  const ours = rounds.map((round) => round.ours);
  const raw = rounds.flatMap((round) => [round.raw, round.rawAgain]);
  return `${rounds.length} texts, ${spread('ours', ours)}, ${spread('raw', raw)}.`;
}

function row(rounds: readonly Round[], at: number, more: number): Measured {
  const ours = quantile(
    rounds.map((round) => round.ours),
    at,
  );
  const reference = quantile(
    rounds.flatMap(({ raw, rawAgain }) => [raw, rawAgain]),
    at,
  );
  return {
    name: `message latency p${at * 100}`,
    unit: 'ms',
    ours,
    reference,
    ratio: quantileRatio(
      rounds.map((round) => [round.ours, round.raw]),
      at,
    ),
    null: quantileRatio(
      rounds.map(({ raw, rawAgain }) => [raw, rawAgain]),
      at,
    ),
    target: `<= reference + ${more} ms`,
    holds: ours <= reference + more,
  };
}
