// The command line of `npm run test:kill`.
import { parseArgs } from 'node:util';

export interface KillOptions {
  readonly kills: number;
  /** Each way. */
  readonly texts: number;
  readonly seed: number;
  readonly json: boolean;
}

export const USAGE = 'npm run test:kill -- [--kills N] [--texts N] [--seed S] [--json]';

/** Throws with a sentence for what it does not understand. */
export function readOptions(argv: readonly string[]): KillOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      kills: { type: 'string', default: '200' },
      texts: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const options = { kills: Number(values.kills), texts: Number(values.texts), seed: Number(values.seed) };
  for (const [name, value] of Object.entries(options))
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} wants a whole number from 1.`);
  if (options.texts < 4 * options.kills) throw new Error('Each kill wants four texts each way, or more.');
  return { ...options, json: values.json };
}
