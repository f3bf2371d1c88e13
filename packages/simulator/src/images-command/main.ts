// `npm run images`: builds the images of docker/ that are not up to date; with --lab, all that exported scenarios need, tagged `lab`.
import { TorchatError } from '@torchat/core';
import { findEngine } from '../containers/engine/find-engine.ts';
import { docker } from '../containers/engine/docker.ts';
import { ensureImages, ensureLabImages } from '../containers/images/ensure-images.ts';

/** Resolves with the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await findEngine(stop.signal);
    const lab = argv.includes('--lab');
    const images = await (lab ? ensureLabImages : ensureImages)({ say, signal: stop.signal });
    if (lab) await tagAll(images, stop.signal);
    for (const name of Object.values<string>(images)) process.stdout.write(`${name}\n`);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    say(error instanceof TorchatError ? error.message : String((error as Error).stack ?? error));
    return 1;
  }
}

/** What exports name: the same until the next time. */
async function tagAll(images: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  for (const [image, name] of Object.entries(images))
    await docker(['tag', name, `torchat-${image}:lab`], { signal });
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
