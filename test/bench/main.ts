// `npm run bench`: measures the product against programs that have nothing of it, and says which targets hold.
import { command } from '../support/command.ts';
import { groups } from './groups.ts';
import { readOptions, USAGE } from './options.ts';
import { runGroups } from './run.ts';
import { table } from './table.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const NAMES = groups
  .map(({ name, benchmarks }) => `${name}: ${benchmarks.map((one) => one.name).join(', ')}`)
  .join('\n');

async function main(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const options = readOptions(argv);
  const chosen = groups
    .filter(({ name }) => options.group === null || name === options.group)
    .map(({ name, benchmarks }) => ({
      name,
      benchmarks: benchmarks.filter((one) => options.only === null || one.name === options.only),
    }));
  if (chosen.every(({ benchmarks }) => benchmarks.length === 0)) {
    throw new Error('There is no such benchmark.');
  }
  const { profile, quick } = options;
  const figures = await runGroups(chosen, { profile, quick, signal, say });
  process.stdout.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : table(figures));
  return figures.every(({ holds }) => holds) ? 0 : 1;
}

await command(`${USAGE}\nThere are:\n${NAMES}`, main);
