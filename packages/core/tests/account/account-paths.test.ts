import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountPaths, listAccounts, securePaths } from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the paths of an account', () => {
  it('lie in TORCHAT_HOME when it is set', () => {
    const home = temporaryFolder();
    const paths = accountPaths('alice', { env: { TORCHAT_HOME: home } });
    expect(paths.folder).toBe(join(home, 'accounts', 'alice'));
    for (const path of [paths.store, paths.key, paths.lock, paths.downloads, paths.tor, paths.socket])
      expect(dirname(path)).toBe(paths.folder);
  });

  it('lie beside the program when portable.txt does', () => {
    const programFolder = temporaryFolder();
    expect(accountPaths('alice', { env: {}, programFolder }).folder).not.toContain(programFolder);
    writeFileSync(join(programFolder, 'portable.txt'), '');
    expect(accountPaths('alice', { env: {}, programFolder }).folder).toBe(
      join(programFolder, 'torchat-data', 'accounts', 'alice'),
    );
  });

  it('lie in the data folder of the platform else', () => {
    expect(accountPaths('alice', { env: {} }).folder).toMatch(/torchat.*[\\/]accounts[\\/]alice$/u);
  });

  it.each(['alice', 'Alice-2', 'a', '_', 'bob.work', '007', 'x'.repeat(40)])('take the name %s', (name) => {
    const home = temporaryFolder();
    const { folder } = accountPaths(name, { env: { TORCHAT_HOME: home } });
    expect(relative(home, folder)).toBe(join('accounts', name));
  });

  it.each([
    '',
    '.',
    '..',
    '../up',
    'a/b',
    'a\\b',
    '.hidden',
    '-rf',
    'a b',
    'a\0',
    'a\n',
    'ä',
    'con',
    'NUL.txt',
    'dot.',
    'x'.repeat(41),
  ])('refuse the name %j', (name) => {
    expect(() => accountPaths(name)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });

  it('keep the sockets short in a folder of this user where the account lies too deep', () => {
    const home = join(temporaryFolder(), 'deep'.repeat(30));
    const runtime = temporaryFolder();
    const paths = (name: string) =>
      accountPaths(name, { env: { TORCHAT_HOME: home, XDG_RUNTIME_DIR: runtime } });
    const { sockets, socket } = paths('alice');
    expect(dirname(sockets)).toBe(runtime);
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    expect(paths('alice').sockets).toBe(sockets);
    expect(paths('bob').sockets).not.toBe(sockets);
    expect(accountPaths('alice', { env: { TORCHAT_HOME: home } }).sockets).toMatch(
      new RegExp(`^${tmpdir()}/torchat-[0-9a-f]{16}$`, 'u'),
    );
  });

  it('name a pipe on Windows', () => {
    const { socket } = accountPaths('alice', { env: { TORCHAT_HOME: '/home' }, platform: 'win32' });
    expect(socket).toMatch(/^\\\\\.\\pipe\\torchat-[0-9a-f]{16}$/u);
  });
});

describe('the list of accounts', () => {
  it('has those with a store, in alphabetical order', () => {
    const env = { TORCHAT_HOME: temporaryFolder() };
    expect(listAccounts({ env })).toEqual([]);
    for (const name of ['bob', 'alice', 'empty']) {
      const paths = accountPaths(name, { env });
      securePaths(paths);
      if (name !== 'empty') writeFileSync(paths.store, '');
    }
    mkdirSync(join(env.TORCHAT_HOME, 'accounts', 'not a name'));
    writeFileSync(join(env.TORCHAT_HOME, 'accounts', 'not a name', 'store.db'), '');
    expect(listAccounts({ env })).toEqual(['alice', 'bob']);
  });
});
