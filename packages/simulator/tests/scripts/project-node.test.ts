import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const LIBRARY = new URL('../../../../scripts/lib/project-node.js', import.meta.url).href;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'torchat-node-test-'));
  mkdirSync(join(root, 'node_modules', 'node', 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules', 'node', 'bin', 'node'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program that prepares nothing and runs this one, as the commands of package.json do. */
function starts(program: string, ...args: string[]) {
  writeFileSync(join(root, 'program.mjs'), program);
  const starter = `import { runWithProjectNode } from ${JSON.stringify(LIBRARY)};
    process.exitCode = await runWithProjectNode(${JSON.stringify(root)}, 'program.mjs', process.argv.slice(1));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', starter, '--', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, ended: Promise.all([text(child.stdout), once(child, 'close')]) };
}

describe('a command of the project', () => {
  test("runs with the project's own Node, its tools first on the PATH, and hands on arguments and exit status", async () => {
    const { ended } = starts(
      'console.log(JSON.stringify([process.execArgv, process.argv.slice(2), process.env.PATH])); process.exitCode = 7;',
      'two words',
      '--json',
    );
    const [printed, [status]] = await ended;
    const [, args, path] = JSON.parse(printed) as [string[], string[], string];
    expect(args).toEqual(['two words', '--json']);
    expect(path.split(delimiter)[0]).toBe(join(root, 'node_modules', '.bin'));
    expect(status).toBe(7);
  });

  test('is told to end when its starter is, and decides itself how a Ctrl-C ends', async () => {
    const waits = `process.on('SIGTERM', () => process.exit(3)).on('SIGINT', () => process.exit(4));
      setInterval(() => undefined, 1000); console.log('up');`;
    for (const [signal, status] of [
      ['SIGTERM', 3],
      ['SIGINT', null],
    ] as const) {
      const { child, ended } = starts(waits);
      await once(child.stdout, 'data');
      child.kill(signal);
      // A terminal's Ctrl-C reaches both; here only the starter got it, which goes on.
      if (status === null) child.kill('SIGTERM');
      expect((await ended)[1][0]).toBe(3);
    }
  });

  test('that was killed says so as a shell does', async () => {
    const { ended } = starts("process.kill(process.pid, 'SIGKILL'); setInterval(() => undefined, 1000);");
    expect((await ended)[1][0]).toBe(137);
  });
});
