import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { onionKeyOfSeed } from '../../src/index.ts';
import {
  accountExists,
  type AccountPaths,
  accountPaths,
  changePassphrase,
  createAccount,
  listAccounts,
  lockAccount,
  openAccount,
} from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const { seed, expanded, id } = onionKeyOfSeed(new Uint8Array(32).fill(5));
const OPEN = { onionSeed: seed, passphrase: null };

describe('an account', () => {
  it('is opened with what it was made with', { timeout: 60_000 }, async () => {
    const paths = newPaths();
    const profile = { name: 'Alice', text: 'hello' };
    expect(await createAccount(paths, { onionSeed: seed, passphrase: 'sesame', profile })).toBe(id);
    const account = await openAccount(paths, 'sesame');
    onTestFinished(() => account.close());
    expect(account.identity.id).toBe(id);
    expect(Buffer.from(account.identity.expanded)).toEqual(Buffer.from(expanded));
    expect(account).toMatchObject({ hasPhrase: true, protected: true, notices: [] });
    expect(account.store.load().profile).toEqual(profile);
  });

  it('is made from a key of tor, and says that no phrase leads to it', async () => {
    const paths = newPaths();
    expect(await createAccount(paths, { expandedKey: expanded, passphrase: null })).toBe(id);
    const account = await openAccount(paths, null);
    onTestFinished(() => account.close());
    expect(account).toMatchObject({ hasPhrase: false, protected: false });
    expect(account.identity.id).toBe(id);
  });

  it('leaves the keys it was given as they were, and forgets its own when closed', async () => {
    const paths = newPaths();
    const given = expanded.slice();
    await createAccount(paths, { expandedKey: given, passphrase: null });
    expect(given).toEqual(expanded);
    const account = await openAccount(paths, null);
    account.close();
    account.close();
    expect(account.identity.expanded.every((byte) => byte === 0)).toBe(true);
    expect(() => account.store.load()).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('is readable by its user alone, whatever the umask', async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const paths = newPaths();
    await createAccount(paths, OPEN);
    const account = await openAccount(paths, null);
    onTestFinished(() => account.close());
    expect(statSync(paths.folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(paths.folder))
      expect(statSync(join(paths.folder, name)).mode & 0o777, name).toBe(0o600);
  });

  it('shows its onion key nowhere on the disk', async () => {
    const paths = newPaths();
    await createAccount(paths, { onionSeed: seed, passphrase: null });
    for (const name of readdirSync(paths.folder)) {
      const bytes = readFileSync(join(paths.folder, name));
      for (const secret of [expanded.subarray(0, 32), seed])
        expect(bytes.includes(Buffer.from(secret)), name).toBe(false);
    }
  });

  it('is not made twice, nor from a key that is none', async () => {
    const paths = newPaths();
    await createAccount(paths, OPEN);
    await expect(createAccount(paths, OPEN)).rejects.toMatchObject({ code: 'account_exists' });
    const unclamped = expanded.with(0, expanded[0]! | 1);
    for (const wrong of [{ expandedKey: unclamped }, { expandedKey: seed }, { onionSeed: expanded }])
      await expect(createAccount(newPaths(), { ...wrong, passphrase: null })).rejects.toMatchObject({
        code: 'bad_request',
      });
  });

  it('is not made while another makes it', async () => {
    const paths = newPaths();
    const results = await Promise.allSettled([createAccount(paths, OPEN), createAccount(paths, OPEN)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { code: 'account_locked' } });
    lockAccount(paths).release();
  });

  it('is made anew over an attempt that broke off', { timeout: 60_000 }, async () => {
    const paths = newPaths();
    await createAccount(paths, { onionSeed: seed, passphrase: 'first' });
    rmSync(paths.store);
    writeFileSync(`${paths.store}.new`, 'half a store');
    expect(accountExists(paths)).toBe(false);
    await createAccount(paths, OPEN);
    expect(accountExists(paths)).toBe(true);
    expect(readdirSync(paths.folder).sort()).toEqual(['key.json', 'lock.db', 'store.db']);
    (await openAccount(paths, null)).close();
  });

  it('that is missing, or lost its key or its store’s content, is told so', async () => {
    const paths = newPaths();
    await expect(openAccount(paths, null)).rejects.toMatchObject({ code: 'account_missing' });
    await createAccount(paths, OPEN);
    const key = readFileSync(paths.key);
    rmSync(paths.key);
    await expect(openAccount(paths, null)).rejects.toMatchObject({ code: 'store_damaged' });
    writeFileSync(paths.key, key, { mode: 0o600 });
    (await openAccount(paths, null)).close();
    writeFileSync(paths.store, '');
    await expect(openAccount(paths, null)).rejects.toMatchObject({ code: 'store_damaged' });
  });

  it('is in the list', async () => {
    const env = { TORCHAT_HOME: temporaryFolder() };
    await createAccount(accountPaths('bob', { env }), OPEN);
    expect(listAccounts({ env })).toEqual(['bob']);
  });
});

describe('a passphrase', { timeout: 60_000 }, () => {
  it('is changed, set and taken away, also while the account runs', async () => {
    const paths = newPaths();
    await createAccount(paths, OPEN);
    const account = await openAccount(paths, null);
    onTestFinished(() => account.close());
    await changePassphrase(paths, null, 'one');
    await changePassphrase(paths, 'one', 'two');
    account.store.apply([{ type: 'status', status: 'xa' }]);
    account.close();
    await expect(openAccount(paths, 'one')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    const again = await openAccount(paths, 'two');
    expect(again.store.load().status).toBe('xa');
    again.close();
    await changePassphrase(paths, 'two', null);
    (await openAccount(paths, null)).close();
  });

  it('stays when the one before is wrong or the one after is empty', async () => {
    const paths = newPaths();
    await createAccount(paths, { onionSeed: seed, passphrase: 'sesame' });
    await expect(changePassphrase(paths, 'wrong', 'new')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    await expect(changePassphrase(paths, 'sesame', '')).rejects.toMatchObject({ code: 'bad_request' });
    (await openAccount(paths, 'sesame')).close();
  });
});

function newPaths(): AccountPaths {
  return accountPaths('alice', { env: { TORCHAT_HOME: temporaryFolder() } });
}
