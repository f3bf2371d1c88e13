// The `torchat` command as a test runs it: one account folder, a private network, and what it printed.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { TORCHAT } from '@torchat/simulator';

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Torchat {
  /** Runs a command to its end. */
  run(...args: readonly string[]): Promise<Ran>;
  /** Runs a command that is to succeed, with what it reads: what it printed. Rejects with that where it fails. */
  done(args: readonly string[], input?: string): Promise<string>;
  /** Starts a command that stays. */
  start(...args: readonly string[]): ChildProcess;
  /** The command as a line for a shell. */
  line(...args: readonly string[]): string;
}

export function torchat(home: string, torrcFile: string): Torchat {
  const env = { ...process.env, TORCHAT_HOME: home, NO_COLOR: '1' };
  const full = (args: readonly string[]) => [TORCHAT, '--torrc', torrcFile, ...args];
  const run = (args: readonly string[], input = ''): Promise<Ran> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, full(args), { env }, (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ status, stdout, stderr });
      });
      // A command that reads nothing may be gone already.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  return {
    run: (...args) => run(args),
    async done(args, input) {
      const { status, stdout, stderr } = await run(args, input);
      if (status !== 0) throw new Error(`torchat ended with ${status}: ${stderr}${stdout}`);
      return stdout;
    },
    line: (...args) =>
      ['env', `TORCHAT_HOME=${home}`, process.execPath, ...full(args)].map((word) => `'${word}'`).join(' '),
    start: (...args) => spawn(process.execPath, full(args), { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  };
}

/** Ends a process, unless it has ended already; resolves when it is gone and has said all. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill(signal);
  await gone;
}

/** The processes that a process started and that still run. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}
