// What a backup holds, one kind of entry a line: `["contact",{...}]`. A new table of the store becomes a new kind here.
import { TorchatError } from '../../errors.ts';
import { FRESH_ACCOUNT, FRESH_POLICY } from '../../fresh-account.ts';
import type {
  Avatar,
  Contact,
  FilePolicy,
  Forward,
  Numbering,
  OwnStatus,
  Profile,
  Settings,
  Share,
  ShareLimit,
  SocksPort,
  TunnelSettings,
  VoucherBook,
  Vouchers,
} from '../../model.ts';
import {
  bytes,
  damaged,
  type Field,
  flag,
  id,
  listOf,
  oneOf,
  orElse,
  orNull,
  port,
  record,
  text,
  whole,
} from './fields.ts';
import type { KeptText } from '../store/read.ts';

/** The first entry: what this is, and whose. */
export interface Heading {
  readonly version: number;
  /** The id of the account. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** It came from words; they bring its keys back. */
  readonly hasPhrase: boolean;
  /** The account's keys are inside: the file alone brings it back. */
  readonly hasKeys: boolean;
}

interface Secret {
  readonly name: string;
  readonly value: Uint8Array;
}

interface Kinds {
  readonly 'torchat-backup': Heading;
  readonly key: Secret;
  readonly drawer: Secret;
  readonly profile: Profile;
  readonly avatar: Avatar;
  readonly status: { readonly status: OwnStatus };
  readonly settings: Settings;
  readonly contact: Contact;
  readonly numbering: Numbering;
  readonly vouchers: Vouchers;
  readonly 'voucher-book': VoucherBook;
  readonly 'tunnel-settings': TunnelSettings;
  readonly share: Share;
  readonly forward: Forward;
  readonly text: KeptText;
  /** The last one; `entries` counts those before. */
  readonly end: { readonly entries: number };
}

export type Entry = { readonly [Kind in keyof Kinds]: readonly [Kind, Kinds[Kind]] }[keyof Kinds];

/** A version that older programs cannot read gets the next number; new kinds alone do not need one. */
export const VERSION = 1;

const profile = record<Profile>({ name: text, text });
const avatar = record<Avatar>({ rgb: bytes(12_288), alpha: bytes(0, 4096) });
const status = oneOf('available', 'away', 'xa');
const transport = oneOf('tcp', 'udp');
/** Without its folder: another machine has others, and whoever made the backup must not choose where files go. */
const files: Field<FilePolicy> = record<FilePolicy>({
  consent: oneOf('ask', 'always', 'never'),
  upTo: whole,
  folder: () => null,
});
const secret = record<Secret>({ name: text, value: bytes() });

const kinds: { readonly [Kind in keyof Kinds]: Field<Kinds[Kind]> } = {
  'torchat-backup': record<Heading>({ version: whole, id, madeAt: whole, hasPhrase: flag, hasKeys: flag }),
  key: secret,
  drawer: secret,
  profile,
  avatar,
  status: record({ status }),
  settings: record<Settings>({
    strangers: orElse(oneOf('ask', 'accept', 'refuse'), FRESH_ACCOUNT.settings.strangers),
    looksLike: orElse(oneOf('torchat', 'legacy'), FRESH_ACCOUNT.settings.looksLike),
    fileCircuits: orElse(whole, undefined),
  }),
  contact: record<Contact>({
    id,
    name: text,
    note: text,
    relation: oneOf('listed', 'request', 'blocked'),
    removedUs: flag,
    addedAt: whole,
    lastSeenAt: orNull(whole),
    returned: flag,
    pinned: flag,
    keepHistory: flag,
    files: orElse(files, FRESH_POLICY),
    profile,
    avatar: orNull(avatar),
  }),
  numbering: record<Numbering>({
    contact: id,
    outEpoch: text,
    nextSeq: whole,
    inEpoch: orNull(text),
    inSeq: whole,
  }),
  vouchers: record<Vouchers>({
    contact: id,
    held: orNull(bytes()),
    issuedAt: orNull(whole),
    issued: text,
  }),
  'voucher-book': record<VoucherBook>({
    returningUntil: orNull(whole),
    seenAt: orNull(whole),
    seenRemoved: listOf(text),
    removed: listOf(text),
  }),
  'tunnel-settings': record<TunnelSettings>({
    socks: listOf(record<SocksPort>({ host: text, port })),
    limits: listOf(
      record<ShareLimit>({
        contact: id,
        connections: orNull(whole),
        bytesPerSecond: orNull(whole),
        bytesPerDay: orNull(whole),
        // Of a day that is over.
        spent: () => null,
      }),
    ),
    log: flag,
  }),
  share: record<Share>({ name: text, kind: transport, host: text, port, with: listOf(id) }),
  forward: record<Forward>({
    kind: transport,
    host: text,
    port,
    contact: id,
    service: text,
    redundant: flag,
  }),
  text: record<KeptText>({
    contact: id,
    key: whole,
    direction: oneOf('in', 'out'),
    at: whole,
    text,
    state: oneOf('waiting', 'sent', 'delivered', 'unread', 'read'),
    seq: orNull(whole),
    epoch: orElse(text, undefined),
  }),
  end: record({ entries: whole }),
};

/** With its LF. */
export function lineOf(entry: Entry): string {
  return `${JSON.stringify(entry, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  )}\n`;
}

/** Throws `bad_backup`, and `store_newer` for a kind that this program does not know. */
export function entryOf(line: string): Entry {
  const [kind, value] = arrayOf(line);
  if (typeof kind !== 'string') throw damaged();
  if (!Object.hasOwn(kinds, kind)) throw newer();
  return [kind, kinds[kind as keyof Kinds](value)] as unknown as Entry;
}

export function newer(): TorchatError {
  return new TorchatError(
    'store_newer',
    'This backup was made by a newer TorChat: update this one; nothing was changed.',
  );
}

function arrayOf(line: string): readonly unknown[] {
  try {
    const found: unknown = JSON.parse(line);
    if (Array.isArray(found)) return found;
  } catch (cause) {
    throw damaged(cause);
  }
  throw damaged();
}
