import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startGuard } from '../../src/process/guard.ts';

const sleeper = () => spawn('sleep', ['60'], { stdio: 'ignore' });

test('a closed guard kills what was added, spares what was gone, and removes its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-guard-test-'));
  const [kept, doomed] = [sleeper(), sleeper()];
  const ended = once(doomed, 'exit');
  const guard = startGuard([folder]);
  for (const { pid } of [kept, doomed]) guard.add(pid ?? 0);
  guard.gone(kept.pid ?? 0);
  await guard.close();
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(kept.signalCode).toBeNull();
  expect(existsSync(folder)).toBe(false);
  const end = once(kept, 'exit');
  kept.kill();
  await end;
});

test('children and folder end with a process that is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-guard-test-'));
  const owner = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { spawn } from 'node:child_process';
       import { startGuard } from ${JSON.stringify(new URL('../../src/process/guard.ts', import.meta.url).href)};
       const child = spawn('sleep', ['60'], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] });
       startGuard([${JSON.stringify(folder)}]).add(child.pid);
       console.log('ready');`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const silent = once(owner.stdout, 'end');
  await once(owner.stdout, 'data');
  owner.stdout.resume();
  owner.kill('SIGKILL');
  // The child held the same output: its end means that the child is gone, too.
  await silent;
  await expect.poll(() => existsSync(folder), { interval: 20, timeout: 5000 }).toBe(false);
});
