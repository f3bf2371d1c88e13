import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findTor } from '../../src/find/find-tor.ts';

/** A folder with a `tor` that prints this. */
async function fakeTor(output: string): Promise<AsyncDisposable & { folder: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-find-'));
  const path = join(folder, 'tor');
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' '${output}'\n`);
  await chmod(path, 0o755);
  return { folder, path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

it('takes the first tor on the PATH', async () => {
  await using tor = await fakeTor('Tor version 0.4.9.11.');
  expect(await findTor({ env: { PATH: `/nowhere:${tor.folder}` } })).toEqual({
    path: tor.path,
    version: '0.4.9.11',
    warning: null,
  });
});

it('takes TOR_BINARY before the PATH, and a given path before both', async () => {
  await using one = await fakeTor('Tor version 0.4.9.12.');
  await using other = await fakeTor('Tor version 0.5.0.1-alpha-dev (git-1234).');
  expect(await findTor({ env: { PATH: '', TOR_BINARY: one.path } })).toMatchObject({ version: '0.4.9.12' });
  expect(await findTor({ path: other.path, env: { TOR_BINARY: one.path } })).toMatchObject({
    version: '0.5.0.1-alpha-dev',
  });
});

it('warns of a tor with a known weakness', async () => {
  await using tor = await fakeTor('Tor version 0.4.9.10.');
  const { warning } = await findTor({ path: tor.path });
  expect(warning).toContain('0.4.9.11');
});

it('refuses a tor that is too old', async () => {
  await using tor = await fakeTor('Tor version 0.4.2.7.');
  await expect(findTor({ path: tor.path })).rejects.toMatchObject({ code: 'tor_too_old' });
});

it.each([
  ['no tor anywhere', { env: { PATH: '/nowhere' } }],
  ['a path where nothing is', { path: '/nowhere/tor' }],
])('says how to install tor when there is %s', async (_name, options) => {
  await expect(findTor(options)).rejects.toMatchObject({
    code: 'tor_missing',
    message: expect.stringContaining('install'),
  });
});

it('refuses a program that is not tor', async () => {
  await using program = await fakeTor('Hello.');
  await expect(findTor({ path: program.path })).rejects.toMatchObject({ code: 'tor_missing' });
});
