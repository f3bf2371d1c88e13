// What a store writes: one prepared statement or three for each kind of change.
import type { Database, SqliteValue } from '@signalapp/sqlcipher';
import type { Avatar, Contact, FileRecord } from '../../model.ts';
import type { Change } from '../../ports.ts';

type Value = SqliteValue<object>;

/** A function that writes one change, for use inside a transaction. */
export function prepareWriter(database: Database): (change: Change) => void {
  const run = (sql: string) => {
    const statement = database.prepare(sql, { persistent: true });
    return (values: readonly Value[]) => void statement.run(values);
  };
  const profile = run('UPDATE account SET profile_name = ?, profile_text = ?');
  const avatar = run('UPDATE account SET avatar_rgb = ?, avatar_alpha = ?');
  const status = run('UPDATE account SET status = ?');
  const settings = run('UPDATE account SET settings = ?');
  const shares = run('UPDATE account SET shares = ?');
  const forwards = run('UPDATE account SET forwards = ?');
  const tunnelSettings = run('UPDATE account SET tunnel_settings = ?');
  const contact = run(upsert('contact', 'id', CONTACT_COLUMNS));
  const contactGone = run('DELETE FROM contact WHERE id = ?');
  const numbering = run(upsert('numbering', 'contact', NUMBERING_COLUMNS));
  const vouchers = run(upsert('voucher', 'contact', ['contact', 'held', 'issued_at', 'issued']));
  const vouchersGone = run('DELETE FROM voucher WHERE contact = ?');
  const voucherBook = run('UPDATE account SET voucher_book = ?');
  const numberingGone = run('DELETE FROM numbering WHERE contact = ?');
  const file = run(upsert('file', 'key', FILE_COLUMNS));
  const fileGone = run('DELETE FROM file WHERE key = ?');
  const filesGone = run('DELETE FROM file WHERE contact = ?');
  const message = run(
    'INSERT INTO message (key, contact, direction, at, state, seq, text, epoch) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const messageState = run('UPDATE message SET state = ? WHERE key = ?');
  const messageGone = run('DELETE FROM message WHERE key = ?');
  const messagesGone = run('DELETE FROM message WHERE contact = ?');
  const historyGone = run("DELETE FROM message WHERE contact = ? AND state IN ('sent', 'delivered', 'read')");

  return (change) => {
    switch (change.type) {
      case 'profile':
        return profile([change.profile.name, change.profile.text]);
      case 'avatar':
        return avatar(avatarValues(change.avatar));
      case 'status':
        return status([change.status]);
      case 'settings':
        return settings([JSON.stringify(change.settings)]);
      case 'shares':
        return shares([JSON.stringify(change.shares)]);
      case 'forwards':
        return forwards([JSON.stringify(change.forwards)]);
      case 'tunnel_settings':
        return tunnelSettings([JSON.stringify(change.settings)]);
      case 'contact':
        return contact(contactValues(change.contact));
      case 'contact_gone':
        messagesGone([change.id]);
        numberingGone([change.id]);
        vouchersGone([change.id]);
        filesGone([change.id]);
        return contactGone([change.id]);
      case 'numbering': {
        const { contact, outEpoch, nextSeq, inEpoch, inSeq } = change.numbering;
        return numbering([contact, outEpoch, nextSeq, inEpoch, inSeq]);
      }
      case 'vouchers': {
        const { contact, held, issuedAt, issued } = change.vouchers;
        return vouchers([contact, held && new Uint8Array(held), issuedAt, issued]);
      }
      case 'voucher_book':
        return voucherBook([JSON.stringify(change.book)]);
      case 'file':
        return file(fileValues(change.file));
      case 'file_gone':
        return fileGone([change.key]);
      case 'message':
        return message(messageValues(change));
      case 'message_state':
        return messageState([change.state, change.key]);
      case 'message_gone':
        return messageGone([change.key]);
      case 'history_gone':
        return historyGone([change.id]);
      default:
        return change satisfies never;
    }
  };
}

const NUMBERING_COLUMNS = ['contact', 'out_epoch', 'next_seq', 'in_epoch', 'in_seq'] as const;
const CONTACT_COLUMNS = [
  'id',
  'name',
  'note',
  'relation',
  'removed_us',
  'added_at',
  'last_seen_at',
  'returned',
  'keep_history',
  'pinned',
  'files',
  'profile_name',
  'profile_text',
  'avatar_rgb',
  'avatar_alpha',
] as const;

const FILE_COLUMNS = [
  'key',
  'contact',
  'direction',
  'wire',
  'name',
  'size',
  'block',
  'moved',
  'at',
  'moved_at',
  'state',
  'why',
  'path',
  'mark',
  'announced',
  'folder',
  'part',
  'items',
] as const;

/** Replaces in place, so that a row keeps its number and the list its order. */
function upsert(table: string, by: string, columns: readonly string[]): string {
  const marks = columns.map(() => '?').join(', ');
  const updates = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) ON CONFLICT (${by}) DO UPDATE SET ${updates}`;
}

function contactValues(contact: Contact): Value[] {
  const { id, name, note, relation, removedUs, addedAt, lastSeenAt, returned, keepHistory, pinned } = contact;
  const { files, profile } = contact;
  return [
    id,
    name,
    note,
    relation,
    removedUs ? 1 : 0,
    addedAt,
    lastSeenAt,
    returned ? 1 : 0,
    keepHistory ? 1 : 0,
    pinned ? 1 : 0,
    JSON.stringify(files),
    profile.name,
    profile.text,
    ...avatarValues(contact.avatar),
  ];
}

function fileValues(file: FileRecord): Value[] {
  const { key, contact, direction, wire, name, size, block, moved, at, movedAt, state, why, path } = file;
  const common = [key, contact, direction, wire, name, size, block, moved, at, movedAt, state, why, path];
  return file.direction === 'out'
    ? [...common, file.mark, file.announced ? 1 : 0, null, null, file.items]
    : [...common, null, null, file.folder, file.part, file.items];
}

function messageValues({ message, seq, epoch }: Extract<Change, { type: 'message' }>): Value[] {
  const { key, contact, direction, at, state, text } = message;
  return [key, contact, direction, at, state, seq, text, epoch ?? null];
}

function avatarValues(avatar: Avatar | null): Value[] {
  // Without a pixel, which the binding would write as NULL, that is as none: a single byte stands for it.
  if (avatar?.rgb.length === 0) return [new Uint8Array(1), null];
  // Copies: the binding takes whole ArrayBuffers only, and 16 KiB are nothing.
  return avatar ? [new Uint8Array(avatar.rgb), new Uint8Array(avatar.alpha)] : [null, null];
}
