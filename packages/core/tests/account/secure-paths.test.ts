import { chmodSync, chownSync, mkdirSync, rmdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { accountPaths, securePaths } from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const mode = (path: string) => statSync(path).mode & 0o777;

it('makes folders that only this user can enter, whatever the umask', () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  const paths = deepPaths();
  expect(securePaths(paths)).toEqual([]);
  expect([mode(paths.folder), mode(paths.sockets)]).toEqual([0o700, 0o700]);
});

it('takes away what rights others had, and says so', () => {
  const paths = deepPaths();
  securePaths(paths);
  for (const file of [paths.store, paths.key, paths.lock]) writeFileSync(file, '');
  for (const path of [paths.folder, paths.sockets]) chmodSync(path, 0o755);
  for (const path of [paths.store, paths.key]) chmodSync(path, 0o644);
  chmodSync(paths.lock, 0o600);
  expect(securePaths(paths)).toEqual(
    [paths.folder, paths.sockets, paths.store, paths.key].map(
      (path) => `Others could read ${path}: now only you can.`,
    ),
  );
  expect([paths.folder, paths.sockets, paths.store, paths.key].map(mode)).toEqual([
    0o700, 0o700, 0o600, 0o600,
  ]);
  expect(securePaths(paths)).toEqual([]);
});

it('refuses a link or a file in the place of a folder', () => {
  const paths = deepPaths();
  symlinkSync(temporaryFolder(), paths.sockets);
  expect(() => securePaths(paths)).toThrow(/is not a folder: move it away/u);
  const other = deepPaths();
  writeFileSync(other.sockets, '');
  expect(() => securePaths(other)).toThrow(
    expect.objectContaining({ code: 'internal', name: 'TorchatError' }),
  );
});

it('refuses a link in the place of the key', () => {
  const paths = deepPaths();
  securePaths(paths);
  writeFileSync(join(paths.folder, 'elsewhere'), '');
  symlinkSync(join(paths.folder, 'elsewhere'), paths.key);
  expect(() => securePaths(paths)).toThrow(/is not a file: move it away/u);
});

// Only root can give a folder away, and only root can show this rule so.
it.runIf(process.getuid?.() === 0)('refuses a folder that another user made first', () => {
  const paths = deepPaths();
  mkdirSync(paths.sockets);
  chownSync(paths.sockets, 65_534, 65_534);
  expect(() => securePaths(paths)).toThrow(/belongs to another user/u);
  rmdirSync(paths.sockets);
});

it('says so when it cannot make a folder', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'accounts'), '');
  expect(() => securePaths(accountPaths('alice', { env: { TORCHAT_HOME: home } }))).toThrow(
    /cannot be made/u,
  );
});

/** Paths of an account so deep that its sockets lie apart. */
function deepPaths() {
  const env = { TORCHAT_HOME: join(temporaryFolder(), 'x'.repeat(100)), XDG_RUNTIME_DIR: temporaryFolder() };
  return accountPaths('alice', { env });
}
