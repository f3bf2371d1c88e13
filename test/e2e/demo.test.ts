import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const DEMO = join(import.meta.dirname, '..', '..', 'packages', 'simulator', 'bin', 'demo.js');

test('the transcript of `npm start` is played over real onion services, and leaves nothing', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-demo-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const demo = spawn(process.execPath, [DEMO, '--transcript'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  demo.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  demo.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [status] = (await once(demo, 'close')) as [number];
  expect(printed).toMatch(/alice is [a-z2-7]{56}\.onion/u);
  expect(printed).toMatch(/bob is {3}[a-z2-7]{56}\.onion/u);
  expect(printed).toContain('waits in the outbox');
  expect(printed).toContain('bob is back and reads');
  expect(status).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});
