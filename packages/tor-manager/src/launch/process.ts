// One tor process: started with its own folder, ended with it.
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { logTail } from './log-tail.ts';
import { type TorFiles, torrc } from './torrc.ts';
import { torEnvironment } from '../tor-environment.ts';

export interface TorProcess {
  /** Resolves when it is gone and its sockets are removed: why, in words, without a full stop. */
  readonly exited: Promise<string>;
  readonly running: boolean;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export async function startProcess(
  binary: string,
  files: TorFiles,
  extraTorrc: readonly string[],
): Promise<TorProcess> {
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  await mkdir(files.data, { recursive: true, mode: 0o700 });
  await removeTraces(files);
  await writeFile(files.defaults, '', { mode: 0o600 });
  await writeFile(files.torrc, torrc(files, extraTorrc), { mode: 0o600 });
  const child = spawn(
    binary,
    [
      '--defaults-torrc',
      files.defaults,
      '-f',
      files.torrc,
      '--__OwningControllerProcess',
      String(process.pid),
    ],
    // In a group of its own, so that Ctrl-C in the terminal reaches us and not tor behind our back.
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: torEnvironment(process.env) },
  );
  const log = logTail();
  child.stdout.on('data', log.push);
  child.stderr.on('data', log.push);
  let running = true;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (failure) => {
      running = false;
      resolve(`could not be started (${failure.message})`);
    });
    child.once('close', (code, signal) => {
      running = false;
      resolve(inWords(code, signal, log.lastProblem()));
    });
  }).then(async (why) => {
    await removeTraces(files);
    return why;
  });
  return {
    exited,
    get running() {
      return running;
    },
    kill(signal) {
      if (running) child.kill(signal);
    },
  };
}

function inWords(code: number | null, signal: NodeJS.Signals | null, problem: string | null): string {
  if (signal !== null) return `was killed (${signal})`;
  if (code === 0) return 'ended by itself';
  return problem === null ? `stopped with status ${code}` : `stopped: ${problem.replace(/\.$/u, '')}`;
}

/** Whatever a tor that was killed could not remove itself. */
async function removeTraces(files: TorFiles): Promise<void> {
  const traces = [files.cookie, files.pid, files.controlPort];
  if (files.sockets) traces.push(files.sockets.control, files.sockets.socks);
  await Promise.all(traces.map((path) => rm(path, { force: true })));
}
