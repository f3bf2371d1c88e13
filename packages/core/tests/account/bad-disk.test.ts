import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  accountExists,
  accountPaths,
  backUp,
  changePassphrase,
  createAccount,
  openAccount,
  restoreInto,
} from '../../src/node/index.ts';
import {
  ALICE,
  contact,
  everything,
  filledAccount,
  type newPaths,
  opened,
  received,
  SEED,
} from '../backup/account.ts';
import { fillUp, noSmallDisk, smallDisk } from '../driver/small-disk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

if (noSmallDisk !== null) console.warn(`NOT TESTED: full and read-only disks (${noSmallDisk}).`);

const SENTENCE = /^[A-Z][^\n]+\.$/u;

describe('a flipped bit', { timeout: 60_000 }, () => {
  it('anywhere in the key file is told in a sentence, or means nothing', async () => {
    const paths = await filledAccount();
    const whole = readFileSync(paths.key);
    const told = new Set<string>();
    for (let at = 0; at < whole.length; at++) {
      const copy = Buffer.from(whole);
      copy[at]! ^= 1 << (at % 7);
      writeFileSync(paths.key, copy, { mode: 0o600 });
      told.add(await openingSays(paths));
    }
    told.delete('opened');
    expect([...told].sort()).toEqual(['store_damaged', 'store_newer']);
  });

  it('in any page of the store is told in a sentence, or was never read', async () => {
    const paths = await filledAccount([
      ...everything(),
      ...Array.from({ length: 300 }, (_text, at) => received(at + 10, ALICE, 'x'.repeat(300))),
    ]);
    const whole = readFileSync(paths.store);
    let told = 0;
    for (let at = 7; at < whole.length; at += 997) {
      const copy = Buffer.from(whole);
      copy[at]! ^= 1 << (at % 8);
      writeFileSync(paths.store, copy, { mode: 0o600 });
      if ((await openingSays(paths)) === 'store_damaged') told++;
    }
    expect(told).toBeGreaterThan(whole.length / 997 / 10);
  });
});

describe.skipIf(noSmallDisk !== null)('a full disk', () => {
  it('keeps what is there, takes nothing more, and says so', { timeout: 60_000 }, async () => {
    const disk = smallDisk(8);
    const paths = accountPaths('a', { env: { TORCHAT_HOME: disk } });
    await filledAccount(everything(), paths);
    const account = await openAccount(paths, null);
    onTestFinished(() => account.close());
    const before = account.store.load();
    fillUp(join(disk, 'filler'));
    const big = 'x'.repeat(400_000);
    expect(() => account.store.apply([received(100, ALICE, big)])).toThrow(
      expect.objectContaining({
        code: 'internal',
        message: expect.stringContaining('disk is full') as string,
      }),
    );
    expect(account.store.load()).toEqual(before);
    const lock = { recipients: [await identityToRecipient(await generateX25519Identity())] };
    await expect(
      backUp(account, { path: join(disk, 'b.age'), lock, history: true, keys: false }),
    ).rejects.toMatchObject({
      code: 'file_failed',
      message: 'The backup was not written: the disk is full.',
    });
    await expect(changePassphrase(paths, null, null)).rejects.toMatchObject({
      message: 'The key file was not written: the disk is full.',
    });
    account.close();
    (await opened(paths)).store.load();
    const other = accountPaths('b', { env: { TORCHAT_HOME: disk } });
    await expect(createAccount(other, { onionSeed: SEED, passphrase: null })).rejects.toMatchObject({
      name: 'TorchatError',
      message: expect.stringMatching(SENTENCE) as string,
    });
    expect(accountExists(other)).toBe(false);
  });

  it('lets no half restore happen', { timeout: 60_000 }, async () => {
    const disk = smallDisk(8);
    const paths = accountPaths('a', { env: { TORCHAT_HOME: disk } });
    await filledAccount([{ type: 'contact', contact: contact(ALICE) }], paths);
    const identity = await generateX25519Identity();
    const file = join(temporaryFolder(), 'b.age');
    const source = await opened(await filledAccount());
    const lock = { recipients: [await identityToRecipient(identity)] };
    await backUp(source, { path: file, lock, history: true, keys: false });
    fillUp(join(disk, 'filler'));
    const request = { file, key: { identities: [identity] }, passphrase: null };
    await expect(restoreInto(paths, request, 'replace')).rejects.toMatchObject({
      name: 'TorchatError',
      message: expect.stringContaining('disk is full') as string,
    });
    expect((await opened(paths)).store.load().contacts.map(({ id }) => id)).toEqual([ALICE]);
  });
});

describe.skipIf(noSmallDisk !== null)('a disk that may only be read', () => {
  it('is told in a sentence, whatever is wanted', async () => {
    const disk = smallDisk(8);
    const paths = accountPaths('a', { env: { TORCHAT_HOME: disk } });
    await filledAccount(everything(), paths);
    execFileSync('mount', ['-o', 'remount,ro', disk], { stdio: 'pipe' });
    const attempts: (() => Promise<unknown>)[] = [
      () => openAccount(paths, null),
      () => changePassphrase(paths, null, null),
      () =>
        createAccount(accountPaths('b', { env: { TORCHAT_HOME: disk } }), {
          onionSeed: SEED,
          passphrase: null,
        }),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({
        name: 'TorchatError',
        message: expect.stringMatching(SENTENCE) as string,
      });
  });
});

async function openingSays(paths: ReturnType<typeof newPaths>): Promise<string> {
  try {
    const account = await openAccount(paths, null);
    try {
      account.store.load();
      account.store.history(ALICE, { limit: 1000 });
    } finally {
      account.close();
    }
    return 'opened';
  } catch (error) {
    expect(error).toMatchObject({ name: 'TorchatError', message: expect.stringMatching(SENTENCE) as string });
    return (error as { code: string }).code;
  }
}
