// `npm run tornet -- up`: a private Tor network that stays until Ctrl-C and leaves nothing.
import { once } from 'node:events';
import { TorchatError } from '@torchat/core';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { raiseNetwork } from '../demo/raise-network.ts';
import type { Tornet } from '../tornet/options.ts';
import type { TornetProfile } from '../tornet/torrc.ts';

const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;
const MOST_RELAYS = 100;

interface UpOptions {
  readonly profile: TornetProfile;
  readonly relays: number;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  npm run tornet -- up                       round trips of about 16 ms
  npm run tornet -- up --profile slow        about 400 ms, the closest to the public network
  npm run tornet -- up --relays 10 --json    one line of JSON when it is up
  npx torchat --torrc FILE                   a client on it; FILE is what "up" prints

Exit codes: 0 ended by a signal once it was up, 1 it failed, 2 wrong arguments, 130 interrupted before it was up.`;

/** Resolves with the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort(new TorchatError('cancelled', 'Stopped.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    await buildProgram(stop.signal).parseAsync([...argv], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (stop.signal.aborted) return EXIT.interrupted;
    const reason = error instanceof TorchatError ? error.message : String((error as Error).stack ?? error);
    process.stderr.write(`${reason}\n`);
    return EXIT.failed;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  }
}

function buildProgram(signal: AbortSignal): Command {
  const program = new Command('npm run tornet --')
    .description('A private Tor network of real tor processes on this machine.')
    .showHelpAfterError()
    .exitOverride();
  program
    .command('up')
    .description('start it, and stay until Ctrl-C')
    .addOption(
      new Option('--profile <name>', 'how long a round trip takes')
        .choices(['fast', 'default', 'slow'])
        .default('default'),
    )
    .option('--relays <count>', 'relays besides the three authorities', relays, 3)
    .option('--json', 'print one line of JSON instead of sentences', false)
    .action((options: UpOptions) => up(options, signal));
  return program.addHelpText('after', EXAMPLES);
}

function relays(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 2 || count > MOST_RELAYS)
    throw new InvalidArgumentError(`Say a number from 2 to ${MOST_RELAYS}.`);
  return count;
}

async function up({ profile, relays, json }: UpOptions, signal: AbortSignal): Promise<void> {
  await using tornet = await raiseNetwork({ profile, relays, signal });
  process.stdout.write(json ? `${asJson(tornet)}\n` : asSentences(tornet));
  if (!signal.aborted) await once(signal, 'abort');
}

function asJson({ folder, torrcFile, profile, torVersion, processes }: Tornet): string {
  return JSON.stringify({ folder, torrc: torrcFile, profile, torVersion, processes });
}

function asSentences({ folder, torrcFile, processes, torVersion }: Tornet): string {
  return (
    `${processes.length} processes of tor ${torVersion} run in ${folder}\n` +
    `A client joins with: npx torchat --torrc ${torrcFile}\n` +
    `Ctrl-C ends them and removes the folder.\n`
  );
}
