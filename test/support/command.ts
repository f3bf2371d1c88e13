// A command of this folder: --help says how to call it, Ctrl-C stops it in order, and what it cannot do is said with how to call it.

/** `main` resolves with the exit status; where it throws, that is 2. */
export async function command(
  usage: string,
  main: (argv: readonly string[], signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.includes('--help') || argv.includes('-h')) return void process.stdout.write(`${usage}\n`);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => stop.abort(new Error('It was stopped.')));
  try {
    process.exitCode = await main(argv, stop.signal);
  } catch (failure) {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n${usage}\n`);
    process.exitCode = 2;
  }
}
