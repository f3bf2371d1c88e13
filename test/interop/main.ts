// `npm run interop`: our client against the real legacy clients, case by case, and a table of how it went.
import { ensureImages } from '@torchat/simulator/containers';
import { startVitest } from 'vitest/node';
import { type InteropOptions, readOptions, USAGE } from './command/options.ts';
import { whatIsMissing } from './command/what-is-missing.ts';
import { findPython } from '@torchat/simulator/legacy';
import { pythonOfImage } from './legacy/python-of-image.ts';
import { collector } from './report/collector.ts';
import { table } from './report/table.ts';
import { openGround } from './support/ground.ts';
import { type Other, OTHERS } from './support/others.ts';

const EXIT = { ok: 0, failed: 1, usage: 2, missing: 3, interrupted: 130 } as const;
const FILES = {
  loopback: ['loopback.test.ts'],
  containers: ['containers.suite.ts', 'forwards.suite.ts'],
} as const;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(options: InteropOptions, signal: AbortSignal): Promise<number> {
  const others = OTHERS.filter(({ key }) => options.clients.includes(key));
  const missing = whatIsMissing(others);
  for (const line of missing) say(line);
  if (missing.length > 0) return EXIT.missing;

  await using stack = new AsyncDisposableStack();
  const inContainers = options.worlds.includes('containers');
  const ground = inContainers ? stack.use(await openGround(say, signal)).ground : null;
  if (options.worlds.includes('loopback') && findPython() === null) {
    const { legacy } = ground?.images ?? (await ensureImages({ say, signal }));
    process.env['PYTHON2'] = stack.use(await pythonOfImage(legacy)).path;
  }

  const wanted = namesOf(others, options);
  const { reporter, results, troubles } = collector(wanted, say);
  const vitest = await startVitest([], {
    config: `${import.meta.dirname}/vitest.config.ts`,
    root: import.meta.dirname,
    watch: false,
    include: options.worlds.flatMap((world) => [...FILES[world]]),
    testNamePattern: wanted,
    ...(ground === null ? {} : { provide: { ground } }),
    reporters: [reporter],
  });
  signal.addEventListener('abort', () => void vitest.cancelCurrentRun('keyboard-input'));
  await vitest.close();

  const found = results();
  process.stdout.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : table(found));
  const passed = found.filter(({ result }) => result === 'passed').length;
  for (const trouble of troubles()) say(trouble);
  say(`${passed} passed, ${found.length - passed} failed`);
  return passed === found.length && found.length > 0 && troubles().length === 0 ? EXIT.ok : EXIT.failed;
}

/** The first contact belongs to every choice: each case goes on where the one before it ended. Forwards have our own client alone. */
function namesOf(others: readonly Other[], { only }: InteropOptions): RegExp {
  const labels = others.map(({ label }) => literally(label)).join('|');
  const names = only === null ? '' : `.*(?:first contact|${literally(only)})`;
  return new RegExp(`(?:TorChat (?:${labels})|Forwards) over ${names}`, 'iu');
}

/** As a part of a regular expression. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}

async function start(argv: readonly string[]): Promise<number> {
  let options: InteropOptions | null;
  try {
    options = readOptions(argv);
  } catch (error) {
    say(`${(error as Error).message}\n\n${USAGE}`);
    return EXIT.usage;
  }
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return EXIT.ok;
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort());
  try {
    return await main(options, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return EXIT.interrupted;
    say(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
}

process.exitCode = await start(process.argv.slice(2));
