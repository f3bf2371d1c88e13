// The `torchat` command as a test runs it: one account folder, a private network, and what it printed.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
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
  /** Starts a command that stays. */
  start(...args: readonly string[]): ChildProcess;
  /** The command as a line for a shell. */
  line(...args: readonly string[]): string;
}

export function torchat(home: string, torrcFile: string): Torchat {
  const env = { ...process.env, TORCHAT_HOME: home, NO_COLOR: '1' };
  const full = (args: readonly string[]) => [TORCHAT, '--torrc', torrcFile, ...args];
  return {
    run: (...args) =>
      new Promise((resolve) => {
        execFile(process.execPath, full(args), { env }, (error, stdout, stderr) => {
          const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
          resolve({ status, stdout, stderr });
        });
      }),
    line: (...args) =>
      ['env', `TORCHAT_HOME=${home}`, process.execPath, ...full(args)].map((word) => `'${word}'`).join(' '),
    start: (...args) => spawn(process.execPath, full(args), { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  };
}

/** The processes that a process started and that still run. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}
