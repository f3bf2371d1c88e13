// `npm run images`: builds the images of docker/ that are not up to date.
import { TorchatError } from '@torchat/core';
import { findEngine } from '../containers/engine/find-engine.ts';
import { ensureImages } from '../containers/images/ensure-images.ts';

/** Resolves with the exit status. */
export async function main(): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await findEngine(stop.signal);
    const images = await ensureImages({ say, signal: stop.signal });
    for (const name of Object.values(images)) process.stdout.write(`${name}\n`);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    say(error instanceof TorchatError ? error.message : String((error as Error).stack ?? error));
    return 1;
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
