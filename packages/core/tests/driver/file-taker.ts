// Starts `file-taker.child.ts`, a client in a process of its own, and waits for what it tells.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const PROGRAM = join(import.meta.dirname, 'file-taker.child.ts');

interface Told {
  readonly ready?: true;
  readonly done?: number;
  readonly ended?: string;
  readonly ok?: boolean;
  readonly why?: string;
  readonly text?: string;
}

export interface FileTaker {
  /** The first line that fits, of those that came and those to come. Rejects when the process ends before. */
  tells(fits: (told: Told) => boolean): Promise<Told>;
  /** Removes the store of it, once it is gone. */
  forget(): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** `mostBytes`: of any file that it writes (RLIMIT_FSIZE). Resolves when it is there; gone with the test. */
export async function fileTaker(sockets: string, downloads: string, mostBytes?: number): Promise<FileTaker> {
  const command = [process.execPath, PROGRAM, sockets, downloads];
  // POSIX counts in blocks of 512 bytes.
  const limited = ['-c', `ulimit -f ${(mostBytes ?? 0) / 512} && exec "$@"`, 'sh', ...command];
  const [program = '', ...args] = mostBytes === undefined ? command : ['sh', ...limited];
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  const told: Told[] = [];
  const looks = new Set<() => void>();
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      told.push(JSON.parse(line) as Told);
      for (const look of looks) look();
    });
  const tells = (fits: (one: Told) => boolean): Promise<Told> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = told.find(fits);
        if (found === undefined) return;
        looks.delete(look);
        resolve(found);
      };
      looks.add(look);
      void gone.then(() => reject(new Error('It ended before it told that.')));
      look();
    });
  await tells(({ ready }) => ready === true);
  const forget = (): void => {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${downloads}.db${ending}`, { force: true });
  };
  return { tells, kill, forget };
}
