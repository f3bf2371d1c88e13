// The torchat command: reads the arguments, runs one command, ends with its exit code.
import { CommanderError } from 'commander';
import { buildProgram } from './program/program.ts';
import { EXIT } from './terminal/exit-codes.ts';
import { fail } from './terminal/failure.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Runs one command line (without node and script). Never rejects; returns the exit code. */
export async function run(argv: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const program = buildProgram(terminal, signal);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return signal.aborted ? EXIT.interrupted : EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (signal.aborted) return EXIT.interrupted;
    return fail(terminal, program.opts()['json'] === true, error);
  }
}

/** The program as started from a shell. */
export async function main(argv: readonly string[]): Promise<void> {
  const stop = new AbortController();
  const abort = (): void => {
    // A second Ctrl-C means it.
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  };
  // Not `once`: a library that sees no listener left kills the process before it has cleaned up.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, abort);
  endWithReader();
  const code = await run(argv, process, stop.signal);
  await flushed(process.stdout);
  // Not `exitCode` alone: a stdin that is still open would keep the process.
  process.exit(code);
}

/** Nobody reads our output any more (`torchat list | head -1`): that is no error. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
  process.stderr.on('error', () => undefined);
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength > 0) await new Promise<void>((done) => stream.write('', () => done()));
}
