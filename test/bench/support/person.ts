// An account whose gateway runs as `torchat up`, in a process of its own, killed and started at will.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type AccountPaths, accountPaths, createAccount, openAccount } from '@torchat/core/node';
import type { Tornet } from '@torchat/simulator';
import { childrenOf } from '../../support/torchat.ts';
import { PROGRAM } from './program.ts';

const LOOK_EVERY = 10;
/** Of what a process says before it ends. */
const MAX_WORDS = 4096;

export interface Person extends AsyncDisposable {
  readonly id: string;
  readonly paths: AccountPaths;
  /** Starts `torchat up`; the API answers some time later. */
  start(): void;
  /** SIGTERM, as by a service manager. */
  stop(): Promise<void>;
  /** SIGKILL of the process; resolves when its tor, which notices, has gone, too. */
  kill(): Promise<void>;
  /** SIGKILL of its tor; resolves when that is gone. */
  killTor(): Promise<void>;
  /** Resolves when the process has ended, with its last words. */
  ended(): Promise<string>;
  runs(): boolean;
  /** Throws when it does not run. */
  pid(): number;
  /** The tor that its process runs now. */
  tor(): number | null;
}

/** The account is made; it lies below `home`. It takes everybody who adds it. */
export async function person(name: string, home: string, tornet: Tornet): Promise<Person> {
  const paths = accountPaths(name, { env: { TORCHAT_HOME: home } });
  const profile = { name, text: '' };
  const id = await createAccount(paths, { passphrase: null, onionSeed: randomBytes(32), profile });
  using account = await openAccount(paths, null);
  account.store.apply([{ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } }]);
  let child: ChildProcess | null = null;
  let lastWords = Promise.resolve('');

  function runs(): boolean {
    return child?.exitCode === null && child.signalCode === null;
  }

  function tor(): number | null {
    const pid = runs() ? child?.pid : undefined;
    return pid === undefined ? null : (childrenOf(pid).find(isTor) ?? null);
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  return {
    id,
    paths,
    start() {
      child = spawn(
        process.execPath,
        [PROGRAM, '--account', name, '--torrc', tornet.torrcFile, '--tor', tornet.binary, '--json', 'up'],
        { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TORCHAT_HOME: home } },
      );
      lastWords = wordsOf(child);
    },
    stop: () => end('SIGTERM'),
    async kill() {
      const orphan = tor();
      await end('SIGKILL');
      if (orphan !== null) await goneFor(orphan);
    },
    async killTor() {
      const victim = tor();
      if (victim === null) throw new Error(`${name} runs no tor.`);
      process.kill(victim, 'SIGKILL');
      await goneFor(victim);
    },
    ended: () => lastWords,
    runs,
    pid() {
      if (!runs() || child?.pid === undefined) throw new Error(`${name} does not run.`);
      return child.pid;
    },
    tor,
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

function isTor(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'tor';
  } catch {
    return false;
  }
}

async function wordsOf(child: ChildProcess): Promise<string> {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-MAX_WORDS);
  });
  await once(child, 'close');
  return words.trim();
}

/** Not our child, so its end is nothing that we would be told. */
async function goneFor(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    if (/^\d+ \(.*\) Z/u.test(state)) return;
    await pause(LOOK_EVERY);
  }
}
