import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { onionKeyOfSeed } from '../../src/index.ts';
import {
  backUp,
  type BackupKey,
  type BackupLock,
  type BackupRequest,
  restoreNew,
} from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import {
  ALICE,
  BOB,
  contact,
  EPOCH,
  filledAccount,
  ID,
  newPaths,
  opened,
  received,
  SEED,
  WORDS,
} from './account.ts';

const identity = await generateX25519Identity();
const AGE: { lock: BackupLock; key: BackupKey } = {
  lock: { recipients: [await identityToRecipient(identity)] },
  key: { identities: [identity] },
};

describe('a backup', { timeout: 60_000 }, () => {
  it('brings back contacts, names, notes, settings and open texts, under a passphrase', async () => {
    const lock = { passphrase: 'sesame öffne dich' };
    const { path, before } = await backedUp({ lock, history: false, keys: false });
    const paths = newPaths();
    const request = { file: path, key: lock, passphrase: null };
    expect(await restoreNew(paths, request, WORDS)).toEqual({ id: ID, contacts: 2, texts: 2 });
    const account = await opened(paths);
    const { numbering, outbox, unread, lastKey, ...rest } = account.store.load();
    const { numbering: _n, outbox: _o, unread: _u, lastKey: _l, ...same } = before;
    const returningUntil = expect.any(Number) as number;
    expect(rest).toEqual({ ...same, voucherBook: { ...same.voucherBook, returningUntil } });
    expect(account.hasPhrase).toBe(true);
    expect(numbering).toEqual([{ contact: ALICE, outEpoch: '', nextSeq: 1, inEpoch: 'bb22', inSeq: 2 }]);
    expect(outbox).toMatchObject([{ message: { text: 'it waits', key: 2 }, seq: 2, epoch: EPOCH }]);
    expect(unread).toEqual(new Map([[ALICE, [1]]]));
    expect(lastKey).toBe(2);
    expect(account.store.history(BOB, { limit: 10 })).toEqual([]);
  });

  it('brings all texts back with the history, in their order', async () => {
    const { path } = await backedUp({ ...AGE, history: true, keys: false });
    const paths = newPaths();
    expect(await restoreNew(paths, { file: path, key: AGE.key, passphrase: null }, WORDS)).toMatchObject({
      texts: 5,
    });
    const { store } = await opened(paths);
    expect(store.history(ALICE, { limit: 10 }).map(({ text, state }) => [text, state])).toEqual([
      ['read by me', 'read'],
      ['not read yet', 'unread'],
      ['they have it', 'delivered'],
      ['it waits', 'waiting'],
    ]);
    expect(store.history(BOB, { limit: 10 })).toMatchObject([{ at: 5000, state: 'sent' }]);
  });

  it('with the keys needs no words, and without them they must be the right ones', async () => {
    const withKeys = await backedUp({ ...AGE, history: false, keys: true });
    const paths = newPaths();
    const request = { file: withKeys.path, key: AGE.key, passphrase: 'new' };
    expect(await restoreNew(paths, request, null)).toMatchObject({ id: ID });
    const without = { ...request, file: (await backedUp({ ...AGE, history: false, keys: false })).path };
    await expect(restoreNew(newPaths(), without, null)).rejects.toMatchObject({
      code: 'bad_request',
      message: 'The keys of the account are not in this backup: give its 24 words.',
    });
    await expect(
      restoreNew(newPaths(), without, { ...WORDS, onionSeed: SEED.with(0, 1) }),
    ).rejects.toMatchObject({
      message: 'These words belong to another account than this backup: nothing was made.',
    });
  });

  it('shows nothing of what is in it, and no key', async () => {
    const { path } = await backedUp({ ...AGE, history: true, keys: false });
    const bytes = readFileSync(path);
    for (const secret of ['about me', 'it waits', ALICE, Buffer.from(onionKeyOfSeed(SEED).expanded)])
      expect(bytes.includes(secret)).toBe(false);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never writes over a file, and leaves none behind when it fails', async () => {
    const account = await opened(await filledAccount());
    const path = join(temporaryFolder(), 'there.age');
    writeFileSync(path, 'mine');
    const request: BackupRequest = { path, lock: AGE.lock, history: true, keys: false };
    await expect(backUp(account, request)).rejects.toMatchObject({ code: 'bad_request' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const nowhere = { ...request, path: join(path, 'below') };
    await expect(backUp(account, nowhere)).rejects.toMatchObject({ code: 'file_failed' });
    const wrong = { ...request, path: `${path}2`, lock: { recipients: ['age1wrong'] } };
    await expect(backUp(account, wrong)).rejects.toMatchObject({ code: 'bad_request' });
    await expect(
      backUp(account, { ...request, path: `${path}3` }, AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'cancelled' });
    for (const end of ['2', '3', '.part', '2.part', '3.part'])
      expect(() => statSync(path + end)).toThrow('ENOENT');
  });

  it('holds the account as it was when it began, whatever happens meanwhile', async () => {
    const account = await opened(await filledAccount());
    const path = join(temporaryFolder(), 'a.age');
    const writing = backUp(account, { path, lock: AGE.lock, history: false, keys: false });
    account.store.apply([
      { type: 'message_state', key: 4, state: 'delivered' },
      { type: 'contact_gone', id: BOB },
    ]);
    await writing;
    const paths = newPaths();
    await restoreNew(paths, { file: path, key: AGE.key, passphrase: null }, WORDS);
    const { contacts, outbox } = (await opened(paths)).store.load();
    expect(contacts.map(({ id }) => id)).toEqual([ALICE, BOB]);
    expect(outbox.map(({ message }) => message.text)).toEqual(['it waits']);
  });
});

async function backedUp(request: Omit<BackupRequest, 'path'>) {
  const account = await opened(await filledAccount());
  const path = join(temporaryFolder(), 'torchat.age');
  const { lock, history, keys } = request;
  await backUp(account, { path, lock, history, keys });
  return { path, before: account.store.load() };
}

it('lets others work while a long history is written', { timeout: 60_000 }, async () => {
  const texts = Array.from({ length: 2000 }, (_text, at) => received(at + 1, ALICE, 'x'.repeat(1000)));
  const account = await opened(await filledAccount([{ type: 'contact', contact: contact(ALICE) }, ...texts]));
  let turns = 0;
  const writing = backUp(account, {
    path: join(temporaryFolder(), 'long.age'),
    lock: AGE.lock,
    history: true,
    keys: false,
  });
  const turn = (): void => {
    turns++;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  expect(await writing).toMatchObject({ texts: 2000 });
  clearImmediate(next);
  // Two megabytes are some thirty pieces.
  expect(turns).toBeGreaterThan(25);
});
