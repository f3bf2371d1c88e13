// The torchat command: reads the arguments, runs one command, ends with its exit code.
import { CommanderError } from 'commander';
import { withoutCoreDumps } from './core-dumps.ts';
import { buildProgram } from './program/program.ts';
import { EXIT } from './terminal/exit-codes.ts';
import { fail } from './terminal/failure.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Milliseconds for cleaning up after a crash. */
const LAST_MOMENT = 5_000;

/** Runs one command line (without node and script). Never rejects; returns the exit code. */
export async function run(argv: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const program = buildProgram(terminal, signal);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (signal.aborted) return EXIT.interrupted;
    return fail(terminal, program.opts()['json'] === true, error);
  }
}

/** The program as started from a shell. */
export async function main(argv: readonly string[]): Promise<void> {
  withoutCoreDumps();
  const stop = new AbortController();
  const abort = (): void => {
    // A second Ctrl-C means it.
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  };
  // Not `once`: a library that sees no listener left kills the process before it has cleaned up.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, abort);
  const readerGone = watchReader(stop);
  const crash = watchCrash(stop);
  const code = await run(argv, process, stop.signal);
  await flushed(process.stdout);
  // Not `exitCode` alone: a stdin that is still open would keep the process.
  if (crash.error !== undefined) process.exit(fail(process, argv.includes('--json'), crash.error));
  process.exit(readerGone.aborted ? EXIT.ok : code);
}

/** Nobody reads our output any more (`torchat list | head -1`): that is no error, but it is the end. */
function watchReader(stop: AbortController): AbortSignal {
  const gone = new AbortController();
  process.stdout.on('error', () => {
    gone.abort();
    stop.abort();
  });
  process.stderr.on('error', () => undefined);
  return gone.signal;
}

/** A fault of ours ends the program, but not before terminal, tor and files are as they should be. */
function watchCrash(stop: AbortController): { error: unknown } {
  const crash: { error: unknown } = { error: undefined };
  const end = (error: unknown): void => {
    crash.error ??= error;
    stop.abort();
    setTimeout(() => process.exit(fail(process, false, crash.error)), LAST_MOMENT).unref();
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  return crash;
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength > 0 && !stream.destroyed)
    await new Promise<void>((done) => stream.write('', () => done()));
}
