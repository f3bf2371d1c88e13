// The command line of `npm run bench`.
import { parseArgs } from 'node:util';
import type { TornetProfile } from '@torchat/simulator';

export interface BenchOptions {
  /** Null: all groups. */
  readonly group: string | null;
  /** Null: all benchmarks of the group. */
  readonly only: string | null;
  readonly json: boolean;
  readonly quick: boolean;
  readonly profile: TornetProfile;
}

export const USAGE =
  'npm run bench -- [GROUP] [--only NAME] [--quick] [--json] [--profile default|fast|slow]';

/** Throws with a sentence for what it does not understand. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      profile: { type: 'string', default: 'default' },
    },
  });
  if (positionals.length > 1) throw new Error('One group at a time.');
  const { profile } = values;
  if (profile !== 'default' && profile !== 'fast' && profile !== 'slow')
    throw new Error(`There is no profile ${profile}.`);
  const { json, quick, only = null } = values;
  return { group: positionals[0] ?? null, only, json, quick, profile };
}
