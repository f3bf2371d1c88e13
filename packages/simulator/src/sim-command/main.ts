// `npm run sim`: scenarios from files, in a world of the user's choice.
import { TorchatError } from '@torchat/core';
import { CommanderError } from 'commander';
import { buildProgram } from './program.ts';
import { EXIT, type Outcome } from './exit-codes.ts';

/** Resolves with the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort(new TorchatError('cancelled', 'It was stopped.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const outcome: Outcome = { status: EXIT.ok };
  try {
    await buildProgram(stop.signal, outcome).parseAsync([...argv], { from: 'user' });
    return stop.signal.aborted ? EXIT.interrupted : outcome.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (stop.signal.aborted) return EXIT.interrupted;
    const reason = error instanceof TorchatError ? error.message : String((error as Error).stack ?? error);
    process.stderr.write(`${reason}\n`);
    return error instanceof TorchatError && error.code === 'bad_request' ? EXIT.usage : EXIT.failed;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  }
}
