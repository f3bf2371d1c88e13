// `npm run test:kill`: accounts that are killed again and again while they write, and whether a text was lost over it.
import { command } from '../support/command.ts';
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

async function main(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const options = readOptions(argv);
  const surroundings: Surroundings = { signal, say };
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

await command(USAGE, main);
