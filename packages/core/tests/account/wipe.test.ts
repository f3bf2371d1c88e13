import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createAccount, lockAccount, wipeAccount } from '../../src/node/index.ts';
import { newPaths, SEED } from '../backup/account.ts';

it('leaves nothing of an account, and its key file overwritten for whoever still holds it open', async () => {
  const paths = newPaths();
  await createAccount(paths, { onionSeed: SEED, passphrase: null });
  const { key } = JSON.parse(readFileSync(paths.key, 'utf8')) as { key: string };
  mkdirSync(paths.downloads);
  writeFileSync(join(paths.downloads, 'photo.jpg'), 'x');
  writeFileSync(`${paths.store}.before`, 'x');
  const file = openSync(paths.key, 'r');
  onTestFinished(() => closeSync(file));
  wipeAccount(paths);
  expect(existsSync(paths.folder)).toBe(false);
  const left = Buffer.alloc(fstatSync(file).size);
  readSync(file, left, 0, left.length, 0);
  expect(left.length).toBeGreaterThan(100);
  expect(left.includes(key)).toBe(false);
  expect(left.includes('version')).toBe(false);
});

it('does not touch an account that runs, and knows when there is none', async () => {
  const paths = newPaths();
  expect(() => wipeAccount(paths)).toThrow(expect.objectContaining({ code: 'account_missing' }));
  await createAccount(paths, { onionSeed: SEED, passphrase: null });
  const lock = lockAccount(paths);
  expect(() => wipeAccount(paths)).toThrow(expect.objectContaining({ code: 'account_locked' }));
  lock.release();
  expect(existsSync(paths.key)).toBe(true);
});
