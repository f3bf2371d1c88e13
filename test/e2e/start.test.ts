import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { expect, onTestFinished, test } from 'vitest';

const DEMO = join(import.meta.dirname, '..', '..', 'packages', 'simulator', 'bin', 'demo.js');
const CTRL_C = '\u0003';

test('`npm start` opens the chat screen as alice, bob answers, Ctrl-C ends all of it', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-start-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const terminal = spawn(process.execPath, [DEMO], {
    cols: 100,
    rows: 30,
    env: { ...process.env, TMPDIR: folder, TERM: 'xterm-256color' },
  });
  onTestFinished(() => terminal.kill());
  let printed = '';
  const waiting = new Set<() => void>();
  terminal.onData((data) => {
    printed += data;
    for (const look of waiting) look();
  });
  const ended = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  const shows = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!printed.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });

  await shows('Hello, I am bob.');
  terminal.write('hello\r');
  await shows('Hello to you.');
  terminal.write(CTRL_C);
  expect(await ended).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});
