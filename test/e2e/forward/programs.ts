// Real programs of this machine: where they are, what they print, and that they end with their test.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { freePorts } from '@torchat/simulator';
import { onTestFinished } from 'vitest';

const PATHS = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

/** Whether this machine lacks one of these programs or paths, said aloud: a test that did not run must not look like one that did. */
export function missing(...programs: readonly string[]): boolean {
  const lacking = programs.filter((one) => (one.startsWith('/') ? !existsSync(one) : !isThere(one)));
  if (lacking.length > 0) console.warn(`NOT TESTED, for want of ${lacking.join(' and ')}.`);
  return lacking.length > 0;
}

/** The full path of a program; throws where it is missing. */
function pathOf(program: string): string {
  return execFileSync('sh', ['-c', 'command -v -- "$0"', program], { env: PATHS, encoding: 'utf8' }).trim();
}

function isThere(program: string): boolean {
  try {
    return pathOf(program) !== '';
  } catch {
    return false;
  }
}

/** What it printed; rejects with that where it failed. */
export function output(program: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(pathOf(program), args, { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} failed: ${stderr}${stdout}`, { cause: error }));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Runs until the test is over; `ready` is what it prints (on either stream) when it listens. */
export async function server(program: string, args: readonly string[], ready: RegExp): Promise<void> {
  const child = spawn(pathOf(program), args, { stdio: ['ignore', 'pipe', 'pipe'], env: PATHS });
  onTestFinished(() => ended(child));
  await prints(child, ready);
}

/** Resolves when it has printed this, on either stream; rejects where it ends before. */
export function prints(child: ChildProcess, ready: RegExp): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (ready.test(printed)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${printed}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}
