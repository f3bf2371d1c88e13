import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startGuard } from '../../src/process/guard.ts';
import { startNode, type TorNode } from '../../src/tornet/node.ts';

const folder = mkdtempSync(join(tmpdir(), 'torchat-node-test-'));
const program = join(folder, 'tor');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says these lines instead of tor, and ends. */
async function run(...lines: string[]): Promise<TorNode> {
  writeFileSync(program, `#!/bin/sh\n${lines.map((line) => `echo '${line}'\n`).join('')}`);
  chmodSync(program, 0o755);
  return ended();
}

async function ended(): Promise<TorNode> {
  await using guard = startGuard([]);
  // Awaited here: the guard kills the program as soon as this function has returned.
  return await new Promise((resolve) =>
    startNode('relay1', { command: program, args: [], guard }, { changed: () => {}, ended: resolve }),
  );
}

test('a node that ends tells its warnings, without what every node warns about', async () => {
  const node = await run(
    'Jan 01 00:00:00.000 [warn] TestingTorNetwork is set.',
    'Jan 01 00:00:00.000 [warn] Could not bind to 127.0.0.1:7001: Address already in use. Is Tor already running?',
    'Jan 01 00:00:00.000 [notice] Goodbye.',
  );
  expect(node.alive).toBe(false);
  expect(node.lastWords()).toBe(
    '[warn] Could not bind to 127.0.0.1:7001: Address already in use. Is Tor already running?',
  );
  expect(node.portTaken()).toBe(true);
});

test('the bootstrap is read from the log', async () => {
  const node = await run('Jan 01 00:00:00.000 [notice] Bootstrapped 75% (enough_dirinfo): Loaded enough');
  expect(node.progress).toBe(75);
  expect(node.portTaken()).toBe(false);
});

test('a binary that cannot run ends at once and says why', async () => {
  rmSync(program);
  const node = await ended();
  expect(node.alive).toBe(false);
  expect(node.lastWords()).toContain('ENOENT');
});
