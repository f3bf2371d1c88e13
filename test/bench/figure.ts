// What a benchmark is, and what comes out of one.
import type { Tornet } from '@torchat/simulator';
import type { Interval } from './stats/ratio.ts';

/** One line of the table; with `--json` exactly this. Times in milliseconds unless `unit` says otherwise. */
export interface Figure {
  readonly group: string;
  readonly name: string;
  /** Of the private Tor network, or what stood in its place. */
  readonly profile: string;
  readonly unit: string;
  /** Null when the benchmark did not come to its end. */
  readonly ours: number | null;
  readonly reference: number | null;
  /** Ours to reference over the pairs of the run; `low` and `high` bound 90 % of the bootstrap's. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The same of the reference against itself. */
  readonly null: Interval | null;
  readonly target: string;
  readonly holds: boolean;
}

export interface Measured extends Pick<Figure, 'name' | 'unit' | 'ours' | 'target' | 'holds'> {
  readonly reference?: number;
  readonly ratio?: Interval;
  readonly null?: Interval;
}

/** What a benchmark is handed. */
export interface Bench {
  /** Fewer rounds: to see that it works, not to quote. */
  readonly quick: boolean;
  readonly signal: AbortSignal;
  /** One private Tor network for all benchmarks of the run, started when the first one asks. */
  readonly tornet: () => Promise<Tornet>;
  /** A line for the person who waits. */
  readonly say: (text: string) => void;
}

export interface Benchmark {
  readonly name: string;
  readonly profile: 'tornet' | 'mock of tor' | 'none';
  /** Seconds after which it is given up. */
  readonly deadline: number;
  run(bench: Bench): Promise<readonly Measured[]>;
}
