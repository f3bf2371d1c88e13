import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/index.ts';
import {
  type AccountPaths,
  backUp,
  confirmRestore,
  createAccount,
  lockAccount,
  openAccount,
  restoreInto,
  undoRestore,
} from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import {
  ALICE,
  BOB,
  CAROL,
  contact,
  EPOCH,
  everything,
  filledAccount,
  ID,
  newPaths,
  opened,
  received,
  SEED,
  sent,
} from './account.ts';

const identity = await generateX25519Identity();
const recipients = [await identityToRecipient(identity)];
const key = { identities: [identity] };

describe('merging a backup', () => {
  it('adds what is missing and leaves what is there', async () => {
    const file = await backupOf(everything());
    const mine = contact(ALICE, { name: '', note: 'mine', keepHistory: false });
    const paths = await filledAccount([
      { type: 'profile', profile: { name: 'new me', text: '' } },
      { type: 'contact', contact: mine },
      { type: 'contact', contact: contact(CAROL) },
      received(1, CAROL, 'hi', 'read'),
    ]);
    await merge(paths, file);
    const { contacts, profile, settings, avatar } = (await opened(paths)).store.load();
    expect(contacts.map(({ id }) => id)).toEqual([ALICE, CAROL, BOB]);
    expect(contacts[0]).toEqual({ ...mine, name: 'Alice ü' });
    expect(profile.name).toBe('new me');
    expect(settings).toEqual({ strangers: 'ask', looksLike: 'torchat' });
    expect(avatar?.rgb).toHaveLength(12_288);
  });

  it('into the account it came from changes nothing, and brings no text twice', async () => {
    const paths = await filledAccount();
    const file = await backupOf(everything());
    const before = snapshot(await opened(paths));
    await merge(paths, file);
    expect(snapshot(await opened(paths))).toEqual(before);
  });

  it('puts texts of both sides in the order of their time', async () => {
    const file = await backupOf([
      { type: 'contact', contact: contact(ALICE) },
      received(1, ALICE, 'one'),
      received(3, ALICE, 'three'),
      received(5, ALICE, 'five'),
    ]);
    const paths = await filledAccount([
      { type: 'contact', contact: contact(ALICE) },
      received(2, ALICE, 'two'),
      received(3, ALICE, 'three'),
      received(4, ALICE, 'four'),
    ]);
    expect(await merge(paths, file)).toMatchObject({ texts: 5 });
    const { store } = await opened(paths);
    expect(store.history(ALICE, { limit: 10 }).map(({ text }) => text)).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
    ]);
  });

  it('takes a waiting text over where nothing was written since, under its old number', async () => {
    const file = await backupOf(everything());
    const paths = await filledAccount([{ type: 'contact', contact: contact(ALICE) }]);
    await merge(paths, file);
    const { numbering, outbox } = (await opened(paths)).store.load();
    expect(outbox).toMatchObject([{ seq: 2, epoch: EPOCH }]);
    expect(numbering).toMatchObject([{ outEpoch: '', nextSeq: 1, inEpoch: 'bb22', inSeq: 2 }]);
  });

  it('leaves it out where the outbox went on, since nobody could tell whether it came', async () => {
    const file = await backupOf(everything());
    const numbering = { contact: ALICE, outEpoch: 'new', nextSeq: 2, inEpoch: null, inSeq: 0 };
    const paths = await filledAccount([
      { type: 'contact', contact: contact(ALICE) },
      { type: 'numbering', numbering },
      sent(1, ALICE, 'since', 'waiting', 1),
    ]);
    await merge(paths, file);
    const after = (await opened(paths)).store.load();
    expect(after.outbox.map(({ message, seq, epoch }) => [message.text, seq, epoch])).toEqual([
      ['since', 1, undefined],
    ]);
    expect(after.numbering).toEqual([{ ...numbering, inEpoch: 'bb22', inSeq: 2 }]);
  });

  it('shows no text as unread that this store has seen already', async () => {
    const file = await backupOf(everything());
    const paths = await filledAccount(everything());
    const account = await openAccount(paths, null);
    account.store.apply([{ type: 'message_gone', key: 2 }]);
    account.close();
    await merge(paths, file);
    expect((await opened(paths)).store.load().unread.size).toBe(0);
  });
});

describe('replacing by a backup', () => {
  it('leaves nothing but the backup, and can be undone until it is confirmed', async () => {
    const file = await backupOf(everything());
    const paths = await filledAccount([
      { type: 'contact', contact: contact(CAROL) },
      {
        type: 'numbering',
        numbering: { contact: CAROL, outEpoch: 'c', nextSeq: 9, inEpoch: null, inSeq: 0 },
      },
      sent(1, CAROL, 'old', 'waiting', 8),
    ]);
    const request = { file, key, passphrase: null };
    expect(await restoreInto(paths, request, 'replace')).toEqual({ id: ID, contacts: 2, texts: 5 });
    expect(ids(await openAccount(paths, null))).toEqual([ALICE, BOB]);
    await expect(restoreInto(paths, request, 'merge')).rejects.toMatchObject({ code: 'bad_request' });
    await undoRestore(paths, null);
    const back = (await opened(paths)).store.load();
    expect(back.contacts.map(({ id }) => id)).toEqual([CAROL]);
    // It may have gone on meanwhile: this store is an older copy now.
    expect(back.numbering).toMatchObject([{ outEpoch: '', nextSeq: 1 }]);
    expect(back.outbox).toMatchObject([{ seq: 8, epoch: 'c' }]);
    await expect(undoRestore(paths, null)).rejects.toMatchObject({ code: 'bad_request' });
    expect(readdirSync(paths.folder).sort()).toEqual(
      expect.arrayContaining(['key.json', 'lock.db', 'store.db']),
    );
  });

  it('removes the old store when it is confirmed', async () => {
    const paths = await filledAccount();
    await restoreInto(paths, { file: await backupOf(everything()), key, passphrase: null }, 'replace');
    confirmRestore(paths);
    expect(existsSync(`${paths.store}.before`)).toBe(false);
    expect(() => confirmRestore(paths)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });
});

describe('a restore', () => {
  it('refuses a backup of another account, and an account that runs', async () => {
    const paths = newPaths();
    await createAccount(paths, { onionSeed: SEED.with(0, 1), passphrase: null });
    const file = await backupOf(everything());
    await expect(merge(paths, file)).rejects.toMatchObject({
      code: 'bad_request',
      message: 'This backup is one of another account: nothing was changed.',
    });
    const lock = lockAccount(paths);
    await expect(merge(paths, file)).rejects.toMatchObject({ code: 'account_locked' });
    lock.release();
    expect(readdirSync(paths.folder).sort()).toEqual(['key.json', 'lock.db', 'store.db']);
  });

  it('says what it wants when there is no account', async () => {
    await expect(merge(newPaths(), 'nowhere')).rejects.toMatchObject({ code: 'account_missing' });
  });
});

function merge(paths: AccountPaths, file: string) {
  return restoreInto(paths, { file, key, passphrase: null }, 'merge');
}

async function backupOf(changes: readonly Change[]): Promise<string> {
  const account = await opened(await filledAccount(changes));
  const path = join(temporaryFolder(), 'torchat.age');
  await backUp(account, { path, lock: { recipients }, history: true, keys: false });
  return path;
}

type Account = Awaited<ReturnType<typeof openAccount>>;

function ids(account: Account): string[] {
  const found = account.store.load().contacts.map(({ id }) => id);
  account.close();
  return found;
}

function snapshot(account: Account): unknown {
  const { contacts, ...rest } = account.store.load();
  const history = contacts.map(({ id }) => account.store.history(id, { limit: 100 }));
  account.close();
  return { ...rest, contacts, history };
}
