// How long a person waits for `torchat --version`, against node doing nothing.
import { spawnSync } from 'node:child_process';
import type { Benchmark } from '../../figure.ts';
import { median } from '../../stats/quantile.ts';
import { pairedRatio, type Pair } from '../../stats/ratio.ts';
import { PROGRAM } from '../../support/program.ts';

const MOST = 3;
const WARM_UP = 5;

const versionOfOurs = (): number => timed([PROGRAM, '--version']);
const nothing = (): number => timed(['-e', '0']);

export const version: Benchmark = {
  name: 'version',
  profile: 'none',
  deadline: 300,
  async run({ quick, signal, say }) {
    const rounds = quick ? 5 : 60;
    for (let at = 0; at < WARM_UP; at++) versionOfOurs();
    const pairs: Pair[] = [];
    const nulls: Pair[] = [];
    for (let at = 0; at < rounds; at++) {
      // The processes hold this one up: between the rounds it hears whether it should stop.
      await new Promise(setImmediate);
      signal.throwIfAborted();
      const [ours, reference, again] = [versionOfOurs(), nothing(), nothing()];
      pairs.push([ours, reference]);
      nulls.push([reference, again]);
    }
    say(`${rounds} rounds.`);
    const ratio = pairedRatio(pairs);
    return [
      {
        name: 'torchat --version',
        unit: 'ms',
        ours: median(pairs.map(([ours]) => ours)),
        reference: median(pairs.map(([, reference]) => reference)),
        ratio,
        null: pairedRatio(nulls),
        target: `ratio <= ${MOST}`,
        holds: ratio.ratio <= MOST,
      },
    ];
  },
};

/** Milliseconds from start to end of a node process. Throws when it fails. */
function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
  return took;
}
