import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AccountPaths, accountPaths, lockAccount, securePaths } from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const LOCKED = expect.objectContaining({ name: 'TorchatError', code: 'account_locked' });

describe('the lock of an account', () => {
  it('is held by one at a time', () => {
    const { paths } = account();
    const lock = lockAccount(paths);
    expect(() => lockAccount(paths)).toThrow(LOCKED);
    lock.release();
    lock.release();
    lockAccount(paths).release();
    expect(statSync(paths.lock).mode & 0o777).toBe(0o600);
  });

  it('keeps other processes out, also after a vain try in its own', async () => {
    const { paths, home } = account();
    const lock = lockAccount(paths);
    expect(() => lockAccount(paths)).toThrow(LOCKED);
    expect(await firstWord(holder(home))).toBe('account_locked');
    lock.release();
    expect(await firstWord(holder(home))).toBe('held');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('goes with its process, ended by %s', async (signal) => {
    const { paths, home } = account();
    const process = holder(home);
    expect(await firstWord(process)).toBe('held');
    expect(() => lockAccount(paths)).toThrow(LOCKED);
    const gone = once(process, 'exit');
    process.kill(signal);
    await gone;
    lockAccount(paths).release();
  });

  it('is kept by a process that was only stopped', async () => {
    const { paths, home } = account();
    const process = holder(home);
    expect(await firstWord(process)).toBe('held');
    process.kill('SIGSTOP');
    expect(() => lockAccount(paths)).toThrow(LOCKED);
  });

  it('does not mind what lies in its file', () => {
    const { paths } = account();
    for (const content of ['', 'x', 'no database at all'.repeat(1000)]) {
      writeFileSync(paths.lock, content, { mode: 0o600 });
      const lock = lockAccount(paths);
      expect(() => lockAccount(paths)).toThrow(LOCKED);
      lock.release();
    }
  });

  it('takes an empty socket folder that lies apart with it, and no other', () => {
    const env = {
      TORCHAT_HOME: join(temporaryFolder(), 'x'.repeat(100)),
      XDG_RUNTIME_DIR: temporaryFolder(),
    };
    const paths = accountPaths('alice', { env });
    securePaths(paths);
    lockAccount(paths).release();
    expect(existsSync(paths.sockets)).toBe(false);
    const lock = lockAccount(paths);
    writeFileSync(join(paths.sockets, 'api.sock'), '');
    lock.release();
    expect(existsSync(paths.sockets)).toBe(true);
  });

  it('needs an account', () => {
    const paths = accountPaths('nobody', { env: { TORCHAT_HOME: temporaryFolder() } });
    expect(() => lockAccount(paths)).toThrow(expect.objectContaining({ code: 'account_missing' }));
  });
});

function account(): { paths: AccountPaths; home: string } {
  const home = temporaryFolder();
  const paths = accountPaths('alice', { env: { TORCHAT_HOME: home } });
  securePaths(paths);
  return { paths, home };
}

function holder(home: string): ChildProcess {
  const program = fileURLToPath(new URL('./lock-holder.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, TORCHAT_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  return child;
}

async function firstWord(child: ChildProcess): Promise<string> {
  const [data] = (await once(child.stdout!, 'data')) as [Buffer];
  return data.toString();
}
