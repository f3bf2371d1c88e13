// What a store reads: everything the engine starts from, and pages of history.
import type { Database, SqliteValue, Statement } from '@signalapp/sqlcipher';
import { FRESH_ACCOUNT, FRESH_POLICY } from '../../fresh-account.ts';
import type { TorchatId } from '../../identity/id.ts';
import type {
  Avatar,
  Contact,
  FilePolicy,
  FileRecord,
  Forward,
  Message,
  Numbering,
  OpenText,
  OwnStatus,
  Settings,
  Share,
  TunnelSettings,
  VoucherBook,
  Vouchers,
} from '../../model.ts';
import type { HistoryQuery, Snapshot } from '../../ports.ts';

type Row = Record<string, SqliteValue<object>>;

export interface Reader {
  load(): Snapshot;
  /** Of a snapshot, alone. */
  lastKey(): number;
  history(contact: TorchatId, query: HistoryQuery): Message[];
  texts(range: TextRange): KeptText[];
}

/** Texts of all contacts: keys above `after` up to `upTo`, at most `limit` of them, ascending. */
export interface TextRange {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
}

/** A message with its place in the outbox, as long as it has one. */
export interface KeptText extends Message {
  readonly seq: number | null;
  readonly epoch?: string | undefined;
}

export function prepareReader(database: Database): Reader {
  const prepare = (sql: string) => database.prepare(sql, { persistent: true });
  const account = prepare('SELECT * FROM account');
  const highestKey = prepare(
    'SELECT max(last_key, coalesce((SELECT max(key) FROM message), 0)) AS n FROM account',
  );
  const contacts = prepare('SELECT * FROM contact ORDER BY number');
  const numbering = prepare('SELECT * FROM numbering ORDER BY number');
  const vouchers = prepare('SELECT * FROM voucher ORDER BY number');
  const outbox = prepare("SELECT * FROM message WHERE state = 'waiting' AND seq IS NOT NULL ORDER BY key");
  const unread = prepare("SELECT contact, key FROM message WHERE state = 'unread' ORDER BY key");
  const files = prepare('SELECT * FROM file ORDER BY key');
  const lastFile = prepare("SELECT seq AS n FROM sqlite_sequence WHERE name = 'file'");
  const page = prepare('SELECT * FROM message WHERE contact = ? AND key < ? ORDER BY key DESC LIMIT ?');
  const range = prepare('SELECT * FROM message WHERE key > ? AND key <= ? ORDER BY key LIMIT ?');
  const lastKey = () => Number(highestKey.get<Row>()?.n);
  return {
    lastKey,
    load: () => ({
      ...accountOf(account),
      contacts: contacts.all<Row>().map(contactOf),
      numbering: numbering.all<Row>().map(numberingOf),
      vouchers: vouchers.all<Row>().map(vouchersOf),
      outbox: outbox.all<Row>().map(openOf),
      unread: unreadOf(unread.all<Row>()),
      files: files.all<Row>().map(fileOf),
      lastFile: Number(lastFile.get<Row>()?.n ?? 0),
      lastKey: lastKey(),
    }),
    history: (contact, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      page.all<Row>([contact, before, limit]).toReversed().map(messageOf),
    texts: ({ after, upTo, limit }) => range.all<Row>([after, upTo, limit]).map(keptOf),
  };
}

function unreadOf(rows: readonly Row[]): Map<TorchatId, number[]> {
  const unread = new Map<TorchatId, number[]>();
  for (const row of rows) {
    const contact = row.contact as TorchatId;
    const keys = unread.get(contact);
    if (keys) keys.push(Number(row.key));
    else unread.set(contact, [Number(row.key)]);
  }
  return unread;
}

function accountOf(statement: Statement) {
  const row = statement.get<Row>() ?? {};
  return {
    profile: { name: String(row.profile_name ?? ''), text: String(row.profile_text ?? '') },
    avatar: avatarOf(row),
    status: (row.status ?? FRESH_ACCOUNT.status) as OwnStatus,
    // Settings that came later than the row have their fresh value.
    settings: {
      ...FRESH_ACCOUNT.settings,
      ...(JSON.parse(String(row.settings ?? '{}')) as Partial<Settings>),
    },
    shares: JSON.parse(String(row.shares ?? '[]')) as Share[],
    forwards: JSON.parse(String(row.forwards ?? '[]')) as Forward[],
    tunnelSettings: {
      ...FRESH_ACCOUNT.tunnelSettings,
      ...(JSON.parse(String(row.tunnel_settings ?? '{}')) as Partial<TunnelSettings>),
    },
    voucherBook:
      row.voucher_book === null
        ? FRESH_ACCOUNT.voucherBook
        : (JSON.parse(String(row.voucher_book)) as VoucherBook),
  };
}

function contactOf(row: Row): Contact {
  return {
    id: row.id as TorchatId,
    name: String(row.name),
    note: String(row.note),
    relation: row.relation as Contact['relation'],
    removedUs: row.removed_us === 1,
    addedAt: Number(row.added_at),
    lastSeenAt: row.last_seen_at as number | null,
    returned: row.returned === 1,
    keepHistory: row.keep_history === 1,
    pinned: row.pinned === 1,
    files: { ...FRESH_POLICY, ...(JSON.parse(String(row.files ?? '{}')) as Partial<FilePolicy>) },
    profile: { name: String(row.profile_name), text: String(row.profile_text) },
    avatar: avatarOf(row),
  };
}

function numberingOf(row: Row): Numbering {
  return {
    contact: row.contact as TorchatId,
    outEpoch: String(row.out_epoch),
    nextSeq: Number(row.next_seq),
    inEpoch: row.in_epoch as string | null,
    inSeq: Number(row.in_seq),
  };
}

function openOf(row: Row): OpenText {
  const epoch = typeof row.epoch === 'string' ? { epoch: row.epoch } : {};
  return { message: messageOf(row), seq: Number(row.seq), ...epoch };
}

function vouchersOf(row: Row): Vouchers {
  return {
    contact: row.contact as TorchatId,
    held: row.held instanceof Uint8Array ? new Uint8Array(row.held) : null,
    issuedAt: row.issued_at as number | null,
    issued: String(row.issued),
  };
}

function fileOf(row: Row): FileRecord {
  const common = {
    key: Number(row.key),
    contact: row.contact as TorchatId,
    wire: String(row.wire),
    name: String(row.name),
    size: Number(row.size),
    block: Number(row.block),
    items: row.items as number | null,
    moved: Number(row.moved),
    at: Number(row.at),
    movedAt: Number(row.moved_at),
    state: row.state as FileRecord['state'],
    why: String(row.why),
  };
  if (row.direction === 'out')
    return {
      ...common,
      direction: 'out',
      path: String(row.path),
      mark: String(row.mark),
      announced: row.announced === 1,
    };
  return {
    ...common,
    direction: 'in',
    folder: row.folder as string | null,
    part: String(row.part),
    path: row.path as string | null,
  };
}

function keptOf(row: Row): KeptText {
  const { message, seq, ...epoch } = openOf(row);
  return { ...message, ...epoch, seq: message.state === 'waiting' ? seq : null };
}

function messageOf(row: Row): Message {
  return {
    contact: row.contact as TorchatId,
    key: Number(row.key),
    direction: row.direction as Message['direction'],
    at: Number(row.at),
    text: String(row.text),
    state: row.state as Message['state'],
  };
}

function avatarOf({ avatar_rgb: rgb, avatar_alpha: alpha }: Row): Avatar | null {
  if (!(rgb instanceof Uint8Array)) return null;
  // The binding writes an empty array as NULL; `write.ts` says what it does instead.
  return {
    rgb: rgb.length === 1 ? new Uint8Array(0) : new Uint8Array(rgb),
    alpha: alpha instanceof Uint8Array ? new Uint8Array(alpha) : new Uint8Array(0),
  };
}
