// `npm run test:world`: two clients in memory that die between any two outputs, power cuts among them, over many seeds.
import { parseArgs } from 'node:util';
import { command } from '../support/command.ts';
import { both, live, type Lived, unmet } from './live.ts';

const USAGE = 'npm run test:world -- [--files] [--seeds N] [--from SEED] [--json]';
const TELL_EVERY = 1000;
const ROUNDS = 4;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

interface Outcome {
  readonly lives: number;
  readonly texts: number;
  readonly files: number;
  readonly processes: number;
  readonly powerCuts: number;
  /** Kinds of moments between two outputs, and those in which somebody died. */
  readonly gaps: number;
  readonly struck: number;
  readonly missed: readonly string[];
  readonly broken: readonly { readonly seed: number; readonly how: readonly string[] }[];
  readonly seconds: number;
}

async function main(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      files: { type: 'boolean', default: false },
      seeds: { type: 'string', default: '10000' },
      from: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const [count, from] = [Number(values.seeds), Number(values.from)];
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(from))
    throw new Error('Seeds are whole numbers.');
  const started = performance.now();
  const { files } = values;
  const asked = Array.from({ length: count }, (_, at) => ({ seed: from + at, files }));
  let lived = await live(asked, signal, (done) => {
    if (done % TELL_EVERY === 0) say(`${done} of ${count} seeds.`);
  });
  // Chance meets the rare moments too seldom: somebody is sent there. Those lives may show others, rarer still.
  for (let round = 0; round < ROUNDS && unmet(lived, files).length > 0; round++)
    lived = both(lived, await live(unmet(lived, files), signal, () => undefined));
  const outcome = outcomeOf(lived, (performance.now() - started) / 1000);
  for (const { seed, how } of outcome.broken) say(`Seed ${seed}: ${how.join('; ')}`);
  process.stdout.write(`${values.json ? JSON.stringify(outcome) : sentence(outcome)}\n`);
  return outcome.broken.length === 0 ? 0 : 1;
}

function outcomeOf({ lives, gaps }: Lived, seconds: number): Outcome {
  const sum = (of: (life: Lived['lives'][number]) => number): number =>
    lives.reduce((total, life) => total + of(life), 0);
  return {
    lives: lives.length,
    texts: sum(({ texts }) => texts),
    files: sum((life) => life.files),
    processes: sum(({ falls }) => falls.process),
    powerCuts: sum(({ falls }) => falls.power),
    gaps: gaps.passed.size,
    struck: gaps.struck.size,
    missed: [...gaps.passed.keys()].filter((gap) => !gaps.struck.has(gap)),
    broken: lives
      .filter(({ broken }) => broken.length > 0)
      .map(({ seed, broken }) => ({ seed, how: broken })),
    seconds,
  };
}

function sentence({
  lives,
  texts,
  files,
  processes,
  powerCuts,
  gaps,
  struck,
  missed,
  broken,
  seconds,
}: Outcome): string {
  const not = missed.length === 0 ? '' : ` (not: ${missed.join(', ')})`;
  return [
    `${lives} lives, ${files > 0 ? `${files} files` : `${texts} texts`}, ${processes} dead processes and ${powerCuts} power cuts,`,
    `in ${struck} of ${gaps} kinds of moments between two outputs${not}:`,
    `${broken.length === 0 ? `0 lost, 0 twice, 0 ${files > 0 ? 'wrong' : 'out of order'}` : `${broken.length} lives broke a promise`};`,
    `${Math.round(seconds)} s.`,
  ].join(' ');
}

await command(USAGE, main);
