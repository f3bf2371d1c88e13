// Accounts with contents, for tests of backups.
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Change, type Contact, onionKeyOfSeed } from '../../src/index.ts';
import {
  accountPaths,
  type AccountPaths,
  createAccount,
  type OpenAccount,
  openAccount,
} from '../../src/node/index.ts';
import { CONTACTS } from '../store/arbitrary-changes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const SEED = new Uint8Array(32).fill(5);
export const WORDS = { onionSeed: SEED, voucherKey: new Uint8Array(32).fill(6) };
export const { id: ID } = onionKeyOfSeed(SEED);
export const [ALICE, BOB, CAROL] = CONTACTS as [Contact['id'], Contact['id'], Contact['id']];
export const EPOCH = 'aa11';

export function newPaths(): AccountPaths {
  return accountPaths('alice', { env: { TORCHAT_HOME: temporaryFolder() } });
}

/** An account of `SEED` with these changes; closed again. */
export async function filledAccount(
  changes: readonly Change[] = everything(),
  paths: AccountPaths = newPaths(),
): Promise<AccountPaths> {
  await createAccount(paths, {
    onionSeed: SEED,
    passphrase: null,
    fill: async (store) => store.apply(changes),
  });
  return paths;
}

export async function opened(paths: AccountPaths): Promise<OpenAccount> {
  const account = await openAccount(paths, null);
  onTestFinished(() => account.close());
  return account;
}

export function contact(id: Contact['id'], change: Partial<Contact> = {}): Contact {
  return {
    id,
    name: 'Alice ü',
    note: 'met in\nBerlin',
    relation: 'listed',
    removedUs: false,
    addedAt: 1_700_000_000_000,
    lastSeenAt: null,
    returned: false,
    pinned: true,
    keepHistory: true,
    files: { consent: 'always', upTo: 5_000_000, folder: null },
    profile: { name: 'alice', text: 'hi' },
    avatar: null,
    ...change,
  };
}

/** Something of everything: contacts of all kinds, a text in every state, an open outbox. */
export function everything(): Change[] {
  const avatar = { rgb: new Uint8Array(randomBytes(12_288)), alpha: new Uint8Array(0) };
  return [
    { type: 'profile', profile: { name: 'me', text: 'about me' } },
    { type: 'avatar', avatar },
    { type: 'status', status: 'away' },
    { type: 'settings', settings: { strangers: 'refuse', looksLike: 'legacy' } },
    { type: 'contact', contact: contact(ALICE, { avatar }) },
    { type: 'contact', contact: contact(BOB, { relation: 'blocked', lastSeenAt: 7, name: '' }) },
    {
      type: 'numbering',
      numbering: { contact: ALICE, outEpoch: EPOCH, nextSeq: 3, inEpoch: 'bb22', inSeq: 2 },
    },
    {
      type: 'vouchers',
      vouchers: { contact: ALICE, held: new Uint8Array([1, 2]), issuedAt: 9, issued: 'x' },
    },
    {
      type: 'voucher_book',
      book: { returningUntil: null, seenAt: 3, seenRemoved: ['a'], removed: ['b'] },
    },
    {
      type: 'tunnel_settings',
      settings: {
        socks: [{ host: '127.0.0.1', port: 1080 }],
        limits: [
          { contact: ALICE, connections: 3, bytesPerSecond: null, bytesPerDay: 1_000_000, spent: null },
        ],
        log: true,
      },
    },
    {
      type: 'shares',
      shares: [{ name: 'web', kind: 'tcp', host: '127.0.0.1', port: 80, with: [ALICE] }],
    },
    {
      type: 'forwards',
      forwards: [
        { kind: 'udp', host: '127.0.0.1', port: 53, contact: ALICE, service: 'dns', redundant: false },
      ],
    },
    received(1, ALICE, 'read by me', 'read'),
    received(2, ALICE, 'not read yet', 'unread'),
    sent(3, ALICE, 'they have it', 'delivered', null),
    sent(4, ALICE, 'it waits', 'waiting', 2),
    sent(5, BOB, 'gone to an old client', 'sent', null),
  ];
}

export function received(
  key: number,
  id: Contact['id'],
  text: string,
  state: 'unread' | 'read' = 'read',
): Extract<Change, { type: 'message' }> {
  return {
    type: 'message',
    message: { contact: id, key, direction: 'in', at: 1000 * key, text, state },
    seq: null,
  };
}

export function sent(
  key: number,
  id: Contact['id'],
  text: string,
  state: 'waiting' | 'sent' | 'delivered',
  seq: number | null,
): Extract<Change, { type: 'message' }> {
  return {
    type: 'message',
    message: { contact: id, key, direction: 'out', at: 1000 * key, text, state },
    seq,
  };
}
