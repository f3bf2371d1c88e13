// The Debian that an image stands on: the one that is here, the registry's, else one made by debootstrap.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { docker } from '../engine/docker.ts';
import { EngineError } from '../engine/engine-error.ts';

export type Suite = 'bookworm' | 'bullseye';

export interface BaseOptions {
  readonly say: (sentence: string) => void;
  readonly signal?: AbortSignal | undefined;
}

const MIRROR = 'http://deb.debian.org';
const PHASES = ['Retrieving', 'Extracting', 'Installing', 'Unpacking', 'Configuring'] as const;

/** The image's name. Throws an EngineError that says what to install where there is no way to make it. */
export async function ensureBase(suite: Suite, { say, signal }: BaseOptions): Promise<string> {
  const ours = `torchat-base:${suite}`;
  const registrys = `debian:${suite}-slim`;
  for (const name of [ours, registrys]) if (await exists(name, signal)) return name;
  say(`${suite}: asking the registry for ${registrys}.`);
  if (await succeeds(['pull', '--quiet', registrys], signal)) return registrys;
  say(`${suite}: no registry answers. Making the image with debootstrap, which takes about a minute.`);
  await bootstrap(suite, ours, { say, signal });
  return ours;
}

/** The engine's id of an image: changes with its content. */
export async function idOfImage(name: string, signal?: AbortSignal): Promise<string> {
  return docker(['image', 'inspect', '--format', '{{.Id}}', name], { signal });
}

export function exists(name: string, signal?: AbortSignal): Promise<boolean> {
  return succeeds(['image', 'inspect', name], signal);
}

async function succeeds(args: readonly string[], signal?: AbortSignal): Promise<boolean> {
  try {
    await docker(args, { signal });
    return true;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof EngineError) return false;
    throw error;
  }
}

async function bootstrap(suite: Suite, name: string, { say, signal }: BaseOptions): Promise<void> {
  if (process.getuid?.() !== 0)
    throw new EngineError(
      `No image registry answers, and only root can make the base image here: run this once as root, or load an image named ${name}.`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'torchat-base-'));
  try {
    await runDebootstrap(suite, folder, { say, signal });
    await leaveOnlyWhatRuns(suite, folder);
    say(`${suite}: handing it to the engine.`);
    const tar = spawn('tar', ['-C', folder, '--numeric-owner', '-c', '.'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await docker(['import', '-', name], { input: tar.stdout, signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runDebootstrap(suite: Suite, folder: string, { say, signal }: BaseOptions): Promise<void> {
  const child = spawn('debootstrap', ['--variant=minbase', suite, folder, `${MIRROR}/debian`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let last = '';
  const told = new Set<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = line;
    // "I: Extracting libc6..." comes once for each of a hundred packages.
    const phase = PHASES.find((word) => line.startsWith(`I: ${word}`));
    if (phase === undefined || told.has(phase)) return;
    told.add(phase);
    say(`${suite}: debootstrap: ${phase}.`);
  });
  child.stderr.resume();
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [status] = await ended.catch((cause: NodeJS.ErrnoException) => {
    signal?.throwIfAborted();
    throw new EngineError(
      cause.code === 'ENOENT'
        ? 'No image registry answers, and there is no debootstrap to make the base image: apt install debootstrap.'
        : `debootstrap cannot run: ${cause.message}`,
      { cause },
    );
  });
  if (status !== 0) throw new EngineError(`debootstrap of ${suite} failed: ${last}`);
}

async function leaveOnlyWhatRuns(suite: Suite, folder: string): Promise<void> {
  const sources = `deb ${MIRROR}/debian ${suite} main\ndeb ${MIRROR}/debian-security ${suite}-security main\n`;
  await writeFile(join(folder, 'etc/apt/sources.list'), sources);
  for (const cache of ['var/lib/apt/lists', 'var/cache/apt/archives'])
    for (const entry of await readdir(join(folder, cache)))
      await rm(join(folder, cache, entry), { recursive: true, force: true });
}
