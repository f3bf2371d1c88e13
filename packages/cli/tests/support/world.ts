// Made-up accounts, contacts and messages for tests.
import type { ApiAccount, ApiContact, ApiFile, ApiMessage } from '@torchat/gateway/api';

export const OWN_ID = 'lgaznqd3epnolg3b66lvkuxu7eop325shvqvbu622bf6zd2sah24r6id';
export const BOB = '2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid';
export const CAROL = 'aaaaaaaaaaaaaaaa';
export const DAVE = 'aaabbbbbbbbbbbbb';

export function account(change: Partial<ApiAccount> = {}): ApiAccount {
  return {
    account: 'default',
    id: OWN_ID,
    profile: { name: 'alice', text: '' },
    avatar: null,
    status: 'available',
    settings: { strangers: 'ask', looksLike: 'torchat' },
    reachability: { state: 'reachable', delay: 340 },
    network: { phase: 'ready', version: '0.4.9.11', warning: null },
    returningUntil: null,
    twin: null,
    service: 'published',
    ...change,
  };
}

export function contact(id: string, name: string, change: Partial<ApiContact> = {}): ApiContact {
  return {
    id,
    name,
    note: '',
    relation: 'listed',
    removedUs: false,
    addedAt: 1_700_000_000_000,
    lastSeenAt: null,
    returned: false,
    keepHistory: false,
    pinned: false,
    files: { consent: 'ask', upTo: 0, folder: null },
    seal: 'none',
    profile: { name: '', text: '' },
    avatar: null,
    presence: 'offline',
    unread: 0,
    waiting: 0,
    client: '',
    services: [],
    ...change,
  };
}

/** At noon of a fixed day, a minute later for each key. */
export function message(id: string, key: number, text: string, change: Partial<ApiMessage> = {}): ApiMessage {
  const noon = new Date(2026, 4, 1, 12, 0).getTime();
  return { contact: id, key, direction: 'in', at: noon + key * 60_000, text, state: 'read', ...change };
}

/** 2 MB that we send to Bob. */
export function file(key: number, change: Partial<ApiFile> = {}): ApiFile {
  return {
    key,
    contact: BOB,
    direction: 'out',
    name: 'photo.jpg',
    size: 2_000_000,
    items: null,
    moved: 0,
    rate: 0,
    secondsLeft: null,
    state: 'offered',
    pausedBy: null,
    why: '',
    path: null,
    at: 1_700_000_000_000,
    movedAt: 1_700_000_000_000,
    ...change,
  };
}
