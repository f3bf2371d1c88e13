// From Enter to the other side's event, both stores durable, against a line on a raw onion stream of the same two tors.
import type { Bench, Benchmark, Measured } from '../../figure.ts';
import { closeCircuits } from '../../reference/close-circuits.ts';
import { socketsOf } from '../../reference/sockets-of.ts';
import { seeded } from '../../stats/prng.ts';
import { quantile } from '../../stats/quantile.ts';
import { quantileRatio } from '../../stats/ratio.ts';
import { within } from '../../support/within.ts';
import { seesOnline, twoPeople, type TwoPeople } from '../two-people.ts';
import { rawStreams } from './raw-streams.ts';
import { type Round, runRounds } from './rounds.ts';

const MORE_AT_P50 = 4;
const MORE_AT_P95 = 15;
/** Each on circuits of its own, ours and raw: one circuit may be five times as slow as another. */
const STRETCHES = 16;
const BACK_WITHIN = 60;
/** Rounds that do not count: for the processes at first, then for the fresh circuits. */
const FIRST_WARM_UP = 40;
const WARM_UP = 4;

export const latency: Benchmark = {
  name: 'latency',
  profile: 'tornet',
  deadline: 600,
  async run(bench) {
    await using people = await twoPeople(bench);
    const random = seeded(1);
    const rounds: Round[] = [];
    const each = bench.quick ? 3 : 25;
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      if (stretch > 0) await freshCircuits(people, bench);
      await using raw = await rawStreams(people);
      const latest = await runRounds({
        people,
        raw,
        count: each,
        warmUp: stretch === 0 ? FIRST_WARM_UP : WARM_UP,
        random,
        signal: bench.signal,
      });
      rounds.push(...latest);
      bench.say(inWords(latest));
    }
    return [row(rounds, 0.5, MORE_AT_P50), row(rounds, 0.95, MORE_AT_P95)];
  },
};

/** Ends the session by its circuit; the two find each other on another one. */
async function freshCircuits({ alice, bob, alices, bobs }: TwoPeople, bench: Bench): Promise<void> {
  const apart = alices.until(() => !seesOnline(alices, bob), bench.signal);
  await closeCircuits(socketsOf(alice.paths.tor), bob.id);
  await within(BACK_WITHIN, 'alice noticed that the circuit was gone', apart);
  const online = Promise.all([
    alices.until(() => seesOnline(alices, bob), bench.signal),
    bobs.until(() => seesOnline(bobs, alice), bench.signal),
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
