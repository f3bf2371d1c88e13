// Takes files out of an image, for use on this machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { docker } from '../engine/docker.ts';
import { EngineError } from '../engine/engine-error.ts';
import { labelsOf, openRun } from '../engine/run.ts';

/** `patterns` of tar(1), from the image's root; `folder` exists. Throws an EngineError. */
export async function extract(image: string, patterns: readonly string[], folder: string): Promise<void> {
  await using run = await openRun();
  const labels = labelsOf(run.id).flatMap((label) => ['--label', label]);
  const id = await docker(['create', ...labels, image]);
  const from = spawn('docker', ['export', id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const into = spawn('tar', ['-x', '--no-same-owner', '-C', folder, '--wildcards', '--', ...patterns], {
    stdio: [from.stdout, 'ignore', 'inherit'],
  });
  const [status] = (await once(into, 'close')) as [number | null];
  if (status !== 0) throw new EngineError(`The files of the image ${image} could not be unpacked.`);
}
