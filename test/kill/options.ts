// The command line of `npm run test:kill`.
import { parseArgs } from 'node:util';

export interface KillOptions {
  readonly kills: number;
  /** Each way. */
  readonly texts: number;
  readonly seed: number;
  readonly json: boolean;
  /** The legacy client to write with; null: two of our own accounts. */
  readonly legacy: '553' | '555' | null;
}

/** A file in place of texts. */
export interface FilesOptions extends Pick<KillOptions, 'kills' | 'seed' | 'json'> {
  readonly bytes: number;
}

export interface Surroundings {
  readonly signal: AbortSignal;
  /** A line for the person who waits. */
  readonly say: (text: string) => void;
}

export const USAGE =
  'npm run test:kill -- [--kills N] [--texts N] [--seed S] [--legacy 553|555] [--json]\n' +
  'npm run test:kill -- --files [--kills N] [--megabytes N] [--seed S] [--json]';

/** What the project promises. */
const OURS = { kills: '200', texts: '2000' };
const OLD = { kills: '20', texts: '500' };

const FILES = { kills: '50', megabytes: '200' };

/** Throws with a sentence for what it does not understand. */
export function readOptions(argv: readonly string[]): KillOptions | FilesOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      kills: { type: 'string' },
      texts: { type: 'string' },
      files: { type: 'boolean', default: false },
      megabytes: { type: 'string' },
      seed: { type: 'string', default: '1' },
      legacy: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { legacy = null, json } = values;
  if (values.files) return filesOptions(values);
  if (legacy !== null && legacy !== '553' && legacy !== '555') throw new Error('--legacy wants 553 or 555.');
  const usual = legacy === null ? OURS : OLD;
  const options = {
    kills: Number(values.kills ?? usual.kills),
    texts: Number(values.texts ?? usual.texts),
    seed: Number(values.seed),
  };
  for (const [name, value] of Object.entries(options))
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} wants a whole number from 1.`);
  if (options.texts < 4 * options.kills) throw new Error('Each kill wants four texts each way, or more.');
  return { ...options, legacy, json };
}

function filesOptions(values: {
  readonly kills?: string;
  readonly megabytes?: string;
  readonly seed: string;
  readonly json: boolean;
}): FilesOptions {
  const kills = Number(values.kills ?? FILES.kills);
  const megabytes = Number(values.megabytes ?? FILES.megabytes);
  const seed = Number(values.seed);
  for (const [name, value] of Object.entries({ kills, megabytes, seed }))
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} wants a whole number from 1.`);
  if (megabytes < 2 * kills) throw new Error('Each kill wants two megabytes, or more.');
  return { kills, bytes: megabytes * 1_000_000, seed, json: values.json };
}
