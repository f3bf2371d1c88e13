// The program as a shell starts it.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const run = promisify(execFile);
const BIN = join(import.meta.dirname, '../../bin/torchat.js');
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};
const home = mkdtempSync(join(tmpdir(), 'torchat-bin-'));
const env = { ...process.env, TORCHAT_HOME: home, XDG_CACHE_HOME: join(home, 'cache') };

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function milliseconds(args: string[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const before = performance.now();
    await run(process.execPath, args, { env });
    times.push(performance.now() - before);
  }
  return Math.min(...times);
}

test('--version prints the version of package.json', async () => {
  expect((await run(process.execPath, [BIN, '--version'], { env })).stdout).toBe(`${version}\n`);
});

test('--version takes at most three times node -e 0', async () => {
  const reference = await milliseconds(['-e', '0']);
  expect(await milliseconds([BIN, '--version'])).toBeLessThan(3 * reference);
});

test('an older Node gets one plain line', async () => {
  const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})';
  const failure = await run(process.execPath, ['--import', older, BIN, 'list'], { env }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      'torchat needs Node 24 or newer and this is 20.20.2: install it from https://nodejs.org and try again.\n',
  });
});

test('a reader that goes away is no error', async () => {
  const child = spawn(process.execPath, [BIN, '--help'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  expect(await new Promise((done) => child.on('exit', done))).toBe(0);
  expect(stderr).toBe('');
});
