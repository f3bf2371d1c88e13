// `npm run bench`: measures the product against programs that have nothing of it, and says which targets hold.
import { groups } from './groups.ts';
import { readOptions, USAGE } from './options.ts';
import { runGroups } from './run.ts';
import { table } from './table.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const chosen = groups
    .filter(({ name }) => options.group === null || name === options.group)
    .map(({ name, benchmarks }) => ({
      name,
      benchmarks: benchmarks.filter((one) => options.only === null || one.name === options.only),
    }));
  if (chosen.every(({ benchmarks }) => benchmarks.length === 0)) {
    const names = groups.map(
      ({ name, benchmarks }) => `${name}: ${benchmarks.map((one) => one.name).join(', ')}`,
    );
    throw new Error(`There is no such benchmark. There are:\n${names.join('\n')}`);
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => stop.abort(new Error('It was stopped.')));
  const { profile, quick } = options;
  const figures = await runGroups(chosen, { profile, quick, signal: stop.signal, say });
  process.stdout.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : table(figures));
  return figures.every(({ holds }) => holds) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (failure) {
  say(failure instanceof Error ? failure.message : String(failure));
  say(USAGE);
  process.exitCode = 2;
}
