// Online, but shown offline: how long after hundreds of faults of each kind, in memory, where there are enough for a p99.
import { readScenario, runScenario, type SimResult, worldNamed } from '@torchat/simulator/sim';
import type { Bench, Benchmark, Measured } from '../figure.ts';

const FAULTS = [
  ['a restart of 30 s', 'happens: [{ does: restart, who: all, rate: 1/h, after: 5m, for: 30s }]'],
  ['a sleep of 5 min', 'breaks: [{ what: suspended, who: all, rate: 1/h, after: 5m, for: 5m }]'],
  ['a killed tor', 'breaks: [{ what: tor_killed, who: all, rate: 1/h, after: 5m }]'],
  ['a link cut for 4 min', 'breaks: [{ what: link_cut, who: all, rate: 1/h, after: 5m, for: 4m }]'],
] as const;

const QUANTILES = [0.5, 0.95, 0.99];
/** Fewer say nothing of a p99. */
const FEWEST = 300;
const MOST_SECONDS = 60;

export const hidden: Benchmark = {
  name: 'hidden',
  profile: 'none',
  deadline: 1800,
  async run(bench) {
    const figures: Measured[] = [];
    for (const [name, lines] of FAULTS) {
      const { recoveries, faults } = await live(lines, bench);
      const sorted = recoveries.map((recovery) => recovery.hidden / 1000).sort((a, b) => a - b);
      bench.say(
        `${name}: ${faults.length} of them, ${sorted.length} views, worst ${sorted.at(-1)?.toFixed(1)} s.`,
      );
      figures.push(...QUANTILES.map((share) => quantile(name, sorted, share)));
    }
    return figures;
  },
};

async function live(lines: string, { quick, signal }: Bench): Promise<SimResult> {
  const reading = readScenario(`
name: Hidden
duration: ${quick ? 2 : 12}h
settle: 10m
people:
  friend: { count: 30 }
contacts:
  - { shape: random, each: 6 }
${lines}
`);
  const kind = await worldNamed('memory');
  if (!reading.ok || kind === null) throw new Error('The scenario cannot be read.');
  return runScenario({ scenario: reading.scenario, file: 'hidden', kind, seed: 1, repeat: '', signal });
}

function quantile(name: string, sorted: readonly number[], share: number): Measured {
  const ours = sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    name: `online but shown offline after ${name}, p${share * 100}`,
    unit: 's',
    ours,
    target: `<= ${MOST_SECONDS} s`,
    holds: ours <= MOST_SECONDS && sorted.length >= FEWEST,
  };
}
