import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const planted: string[] = [];

afterEach(async () => {
  for (const file of planted.splice(0)) await rm(file, { force: true });
});

describe('an import that points the wrong way fails the check', () => {
  test.each([
    [
      'packages/core/src/planted.ts',
      "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n",
      'core-is-pure',
    ],
    [
      'packages/tor-manager/src/planted.ts',
      "import { startGateway } from '@torchat/gateway';\nexport const planted = startGateway;\n",
      'tor-manager-points-left',
    ],
    [
      'packages/gateway/src/planted.ts',
      "import type { Tornet } from '@torchat/simulator';\nexport type Planted = Tornet;\n",
      'gateway-points-left',
    ],
  ])('%s', { timeout: 60_000 }, async (path, source, rule) => {
    const file = join(ROOT, path);
    planted.push(file);
    await writeFile(file, source);
    const told = await run('depcruise', ['--config', '.dependency-cruiser.js', file.slice(ROOT.length + 1)], {
      cwd: ROOT,
      env: { ...process.env, PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env['PATH']}` },
    }).then(
      () => 'no violation',
      (failure: { stdout: string }) => failure.stdout,
    );
    expect(told).toContain(rule);
  });
});
