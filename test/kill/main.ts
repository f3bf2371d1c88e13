// `npm run test:kill`: accounts that are killed again and again while they write, and whether a text was lost over it.
import { killFiles } from './files/kill-files.ts';
import { filesSentence, isWhole } from './files/outcome.ts';
import { killBesideOld } from './old/beside-old.ts';
import { isKept, oldSentence } from './old/old-outcome.ts';
import { readOptions, type Surroundings, USAGE } from './options.ts';
import { isUnbroken, sentence } from './outcome.ts';
import { killTwoOfOurs } from './two-of-ours.ts';

const started = performance.now();
const say = (text: string): void => {
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${`${seconds}`.padStart(5)} s  ${text}\n`);
};

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => stop.abort(new Error('It was stopped.')));
  const surroundings: Surroundings = { signal: stop.signal, say };
  const print = (outcome: object, words: string): void =>
    void process.stdout.write(`${options.json ? JSON.stringify(outcome) : words}\n`);
  if ('bytes' in options) {
    const outcome = await killFiles(options, surroundings);
    print(outcome, filesSentence(outcome));
    return isWhole(outcome) ? 0 : 1;
  }
  if (options.legacy === null) {
    const outcome = await killTwoOfOurs(options, surroundings);
    print(outcome, sentence(outcome));
    return isUnbroken(outcome) ? 0 : 1;
  }
  const outcome = await killBesideOld(options, options.legacy, surroundings);
  print(outcome, oldSentence(outcome));
  return isKept(outcome) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (failure) {
  say(failure instanceof Error ? failure.message : String(failure));
  say(USAGE);
  process.exitCode = 2;
}
