// The passphrase of an account, and the end of one.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shell } from '../support/terminal.ts';

/** Milliseconds: each try of a passphrase takes a second of processor time. */
const SLOW = 60_000;

test('a passphrase is set, changed and taken away', { timeout: SLOW }, async () => {
  using home = shell();
  const file = (name: string, content: string): string => {
    const path = join(home.home, name);
    writeFileSync(path, `${content}\n`, { mode: 0o600 });
    return path;
  };
  const first = file('first', 'one');
  const second = file('second', 'two');
  await home.torchat(['init', '--yes', '--no-passphrase']);
  const { stdout: id } = await home.torchat(['id']);
  expect(await home.torchat(['passphrase', '--new-passphrase-file', first])).toMatchObject({
    code: 0,
    stdout: 'The account has a passphrase now.\n',
  });
  expect((await home.torchat(['id'])).code).toBe(5);
  const change = ['passphrase', '--new-passphrase-file', second, '--passphrase-file'];
  expect(await home.torchat([...change, second])).toMatchObject({ code: 5 });
  expect(await home.torchat([...change, first])).toMatchObject({
    code: 0,
    stdout: 'The passphrase is changed.\n',
  });
  expect((await home.torchat(['--passphrase-file', second, 'id'])).stdout).toBe(id);
  const removed = await home.torchat(['--passphrase-file', second, 'passphrase', '--remove', '--json']);
  expect(JSON.parse(removed.stdout)).toEqual({ account: 'default', protected: false });
  expect((await home.torchat(['id'])).stdout).toBe(id);
});

test('what a script leaves unsaid is asked for, and an empty passphrase is none', {
  timeout: SLOW,
}, async () => {
  using home = shell();
  expect((await home.torchat(['passphrase', '--remove'])).code).toBe(3);
  await home.torchat(['init', '--yes', '--no-passphrase']);
  expect((await home.torchat(['passphrase'])).code).toBe(2);
  const empty = join(home.home, 'empty');
  writeFileSync(empty, '\n');
  expect((await home.torchat(['passphrase', '--new-passphrase-file', empty])).code).toBe(2);
  expect((await home.torchat(['passphrase', '--remove', '--new-passphrase-file', empty])).code).toBe(2);
  expect((await home.torchat(['id'])).code).toBe(0);
});

test('wipe asks, then leaves nothing, and says what it cannot promise', { timeout: SLOW }, async () => {
  using home = shell();
  await home.torchat(['init', '--yes', '--no-passphrase']);
  const folder = join(home.home, 'accounts', 'default');
  mkdirSync(join(folder, 'downloads'));
  writeFileSync(join(folder, 'downloads', 'photo.jpg'), 'x');
  expect(await home.torchat(['wipe'])).toMatchObject({ code: 2, stdout: '' });
  expect(existsSync(join(folder, 'store.db'))).toBe(true);
  const ran = await home.torchat(['wipe', '--yes']);
  expect(ran).toMatchObject({ code: 0, stdout: 'The account "default" is gone from this machine.\n' });
  expect(ran.stderr).toContain('An SSD');
  expect(readdirSync(join(home.home, 'accounts'))).toEqual([]);
  expect((await home.torchat(['wipe', '--yes'])).code).toBe(3);
});
