// A store in memory, for worlds of thousands of runs: durable over crashes of its engine, gone with the test.
import { TorchatError } from '../errors.ts';
import { FRESH_ACCOUNT } from '../fresh-account.ts';
import type { TorchatId } from '../identity/id.ts';
import type { Contact, FileRecord, Message, Numbering, OpenText, Vouchers } from '../model.ts';
import type { Change, HistoryQuery, Snapshot, Store } from '../ports.ts';

/** A store whose disk is a few maps. Values are shared, not copied: the model is read-only. */
export interface MemoryStore extends Store {
  /** Ends this store as a crash of its process would, and opens what was durable. Costs nothing. */
  reopen(): MemoryStore;
  /** A second store that starts with the same content, as a restored backup would. */
  copy(): MemoryStore;
}

interface Kept {
  message: Message;
  readonly seq: number | null;
  readonly epoch?: string;
}

interface Disk
  extends Pick<
    Snapshot,
    'profile' | 'avatar' | 'status' | 'settings' | 'shares' | 'forwards' | 'tunnelSettings' | 'voucherBook'
  > {
  profile: Snapshot['profile'];
  avatar: Snapshot['avatar'];
  status: Snapshot['status'];
  settings: Snapshot['settings'];
  shares: Snapshot['shares'];
  forwards: Snapshot['forwards'];
  tunnelSettings: Snapshot['tunnelSettings'];
  voucherBook: Snapshot['voucherBook'];
  readonly contacts: Map<TorchatId, Contact>;
  readonly numbering: Map<TorchatId, Numbering>;
  readonly vouchers: Map<TorchatId, Vouchers>;
  readonly files: Map<number, FileRecord>;
  lastFile: number;
  readonly messages: Map<TorchatId, Map<number, Kept>>;
  /** Whose message a key is. */
  readonly owners: Map<number, TorchatId>;
  lastKey: number;
}

export function memoryStore(): MemoryStore {
  return openDisk({
    ...FRESH_ACCOUNT,
    contacts: new Map(),
    numbering: new Map(),
    vouchers: new Map(),
    files: new Map(),
    lastFile: 0,
    messages: new Map(),
    owners: new Map(),
    lastKey: 0,
  });
}

function openDisk(disk: Disk): MemoryStore {
  let open = true;
  const mustBeOpen = () => {
    if (!open) throw new TorchatError('internal', 'The store is closed.');
  };
  return {
    load() {
      mustBeOpen();
      return snapshotOf(disk);
    },
    apply(changes) {
      mustBeOpen();
      // All that can be refused is refused before anything is written.
      let lastKey = disk.lastKey;
      for (const change of changes) {
        if (change.type !== 'message') continue;
        if (change.message.key <= lastKey)
          throw new TorchatError('internal', 'A message came with a key that was given before.');
        lastKey = change.message.key;
      }
      for (const change of changes) write(disk, change);
      disk.lastKey = lastKey;
    },
    history(contact, query) {
      mustBeOpen();
      return historyOf(disk, contact, query);
    },
    close() {
      open = false;
    },
    reopen() {
      open = false;
      return openDisk(disk);
    },
    copy: () => openDisk(copyOf(disk)),
  };
}

function snapshotOf(disk: Disk): Snapshot {
  const outbox: OpenText[] = [];
  const unread = new Map<TorchatId, number[]>();
  for (const [contact, messages] of disk.messages) {
    const keys: number[] = [];
    for (const { message, seq, ...epoch } of messages.values()) {
      if (message.state === 'waiting' && seq !== null) outbox.push({ message, seq, ...epoch });
      else if (message.state === 'unread') keys.push(message.key);
    }
    if (keys.length > 0) unread.set(contact, keys);
  }
  outbox.sort((a, b) => a.message.key - b.message.key);
  const { profile, avatar, status, settings, shares, forwards, tunnelSettings, voucherBook, lastKey } = disk;
  const contacts = [...disk.contacts.values()];
  const numbering = [...disk.numbering.values()];
  const vouchers = [...disk.vouchers.values()];
  const files = [...disk.files.values()].sort((a, b) => a.key - b.key);
  return {
    profile,
    avatar,
    status,
    settings,
    shares,
    forwards,
    tunnelSettings,
    contacts,
    numbering,
    vouchers,
    voucherBook,
    files,
    lastFile: disk.lastFile,
    outbox,
    unread,
    lastKey,
  };
}

function historyOf(disk: Disk, contact: TorchatId, query: HistoryQuery): Message[] {
  const before = query.before ?? Infinity;
  const matching: Message[] = [];
  for (const { message } of disk.messages.get(contact)?.values() ?? [])
    if (message.key < before) matching.push(message);
  return matching.slice(-query.limit);
}

function write(disk: Disk, change: Change): void {
  switch (change.type) {
    case 'profile':
      disk.profile = change.profile;
      return;
    case 'avatar':
      disk.avatar = change.avatar;
      return;
    case 'status':
      disk.status = change.status;
      return;
    case 'settings':
      disk.settings = change.settings;
      return;
    case 'shares':
      disk.shares = change.shares;
      return;
    case 'forwards':
      disk.forwards = change.forwards;
      return;
    case 'tunnel_settings':
      disk.tunnelSettings = change.settings;
      return;
    case 'contact':
      disk.contacts.set(change.contact.id, change.contact);
      return;
    case 'contact_gone':
      for (const key of disk.messages.get(change.id)?.keys() ?? []) disk.owners.delete(key);
      disk.messages.delete(change.id);
      disk.numbering.delete(change.id);
      disk.vouchers.delete(change.id);
      for (const [key, { contact }] of disk.files) if (contact === change.id) disk.files.delete(key);
      disk.contacts.delete(change.id);
      return;
    case 'numbering':
      disk.numbering.set(change.numbering.contact, change.numbering);
      return;
    case 'vouchers':
      disk.vouchers.set(change.vouchers.contact, change.vouchers);
      return;
    case 'voucher_book':
      disk.voucherBook = change.book;
      return;
    case 'file':
      disk.files.set(change.file.key, change.file);
      disk.lastFile = Math.max(disk.lastFile, change.file.key);
      return;
    case 'file_gone':
      disk.files.delete(change.key);
      return;
    case 'message':
      insert(disk, change);
      return;
    case 'message_state': {
      const kept = messagesOf(disk, change.key)?.get(change.key);
      if (kept) kept.message = { ...kept.message, state: change.state };
      return;
    }
    case 'message_gone':
      messagesOf(disk, change.key)?.delete(change.key);
      disk.owners.delete(change.key);
      return;
    case 'history_gone':
      for (const [key, { message }] of disk.messages.get(change.id) ?? [])
        if (message.state !== 'waiting' && message.state !== 'unread') {
          disk.messages.get(change.id)?.delete(key);
          disk.owners.delete(key);
        }
      return;
    default:
      change satisfies never;
  }
}

function insert(disk: Disk, { message, seq, epoch }: Extract<Change, { type: 'message' }>): void {
  const messages = disk.messages.get(message.contact) ?? new Map<number, Kept>();
  messages.set(message.key, { message, seq, ...(epoch !== undefined && { epoch }) });
  disk.messages.set(message.contact, messages);
  disk.owners.set(message.key, message.contact);
}

function messagesOf(disk: Disk, key: number): Map<number, Kept> | undefined {
  const owner = disk.owners.get(key);
  return owner === undefined ? undefined : disk.messages.get(owner);
}

function copyOf(disk: Disk): Disk {
  const messages = new Map<TorchatId, Map<number, Kept>>();
  for (const [contact, kept] of disk.messages)
    messages.set(contact, new Map([...kept].map(([key, value]) => [key, { ...value }])));
  return {
    ...disk,
    contacts: new Map(disk.contacts),
    numbering: new Map(disk.numbering),
    vouchers: new Map(disk.vouchers),
    files: new Map(disk.files),
    messages,
    owners: new Map(disk.owners),
  };
}
