// Runs benchmarks one after another; one that fails leaves a figure that says so, and the rest go on.
import { startTornet, type Tornet, type TornetProfile } from '@torchat/simulator';
import type { Bench, Benchmark, Figure, Measured } from './figure.ts';
import { within } from './support/within.ts';

export interface Group {
  readonly name: string;
  readonly benchmarks: readonly Benchmark[];
}

export interface RunOptions {
  readonly profile: TornetProfile;
  readonly quick: boolean;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

export async function runGroups(groups: readonly Group[], options: RunOptions): Promise<Figure[]> {
  const { profile, quick, signal, say } = options;
  await using stack = new AsyncDisposableStack();
  let tornet: Promise<Tornet> | null = null;
  const raise = async (): Promise<Tornet> => {
    say('Starting the private Tor network.');
    const raised = stack.use(await startTornet({ profile, signal }));
    say(`Tor ${raised.torVersion}, profile ${profile}, ${raised.processes.length} nodes.`);
    return raised;
  };
  const figures: Figure[] = [];
  for (const { name: group, benchmarks } of groups)
    for (const benchmark of benchmarks) {
      if (signal.aborted) break;
      const bench: Bench = {
        quick,
        signal: AbortSignal.any([signal, AbortSignal.timeout(benchmark.deadline * 1000)]),
        tornet: () => (tornet ??= raise()),
        say: (text) => say(`${benchmark.name}: ${text}`),
      };
      const measured = await attempt(benchmark, bench);
      const shownProfile = benchmark.profile === 'tornet' ? profile : benchmark.profile;
      figures.push(...measured.map((one) => figureOf(group, shownProfile, one)));
    }
  return figures;
}

async function attempt(benchmark: Benchmark, bench: Bench): Promise<readonly Measured[]> {
  const { name, deadline } = benchmark;
  try {
    // A moment more than the signal has, so that it ends by itself and takes its processes along.
    return await within(deadline + 20, 'it was done', benchmark.run(bench));
  } catch (failure) {
    const why = bench.signal.aborted ? `It took longer than ${deadline} s.` : String(failure);
    bench.say(`came to nothing. ${why}`);
    if (failure instanceof Error && process.env['DEBUG'] !== undefined) bench.say(failure.stack ?? '');
    return [{ name, unit: '', ours: null, target: why, holds: false }];
  }
}

function figureOf(group: string, profile: string, measured: Measured): Figure {
  const { name, unit, ours, reference = null, ratio, target, holds } = measured;
  return {
    group,
    name,
    profile,
    unit,
    ours: rounded(ours),
    reference: rounded(reference),
    ratio: rounded(ratio?.ratio ?? null),
    low: rounded(ratio?.low ?? null),
    high: rounded(ratio?.high ?? null),
    null:
      measured.null === undefined
        ? null
        : {
            ratio: rounded(measured.null.ratio),
            low: rounded(measured.null.low),
            high: rounded(measured.null.high),
          },
    target,
    holds,
  };
}

function rounded(value: number): number;
function rounded(value: number | null): number | null;
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
