// The tables of a store, and the steps from each older version to this one.
import type { Database } from '@signalapp/sqlcipher';
import { TorchatError } from '../../errors.ts';

/** Step n leads from version n to n + 1. Steps that were released never change: a new one is appended. */
export const STEPS: readonly string[] = [
  `CREATE TABLE account (
     only INTEGER PRIMARY KEY CHECK (only = 1),
     profile_name TEXT, profile_text TEXT, status TEXT, settings TEXT,
     last_key INTEGER NOT NULL DEFAULT 0,
     avatar_rgb BLOB, avatar_alpha BLOB
   );
   INSERT INTO account (only) VALUES (1);
   CREATE TABLE contact (
     number INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL, note TEXT NOT NULL, relation TEXT NOT NULL, removed_us INTEGER NOT NULL,
     added_at INTEGER NOT NULL, last_seen_at INTEGER, keep_history INTEGER NOT NULL,
     profile_name TEXT NOT NULL, profile_text TEXT NOT NULL,
     avatar_rgb BLOB, avatar_alpha BLOB
   );
   CREATE TABLE numbering (
     number INTEGER PRIMARY KEY,
     contact TEXT NOT NULL UNIQUE,
     out_epoch TEXT NOT NULL, next_seq INTEGER NOT NULL, in_epoch TEXT, in_seq INTEGER NOT NULL
   );
   CREATE TABLE message (
     key INTEGER PRIMARY KEY,
     contact TEXT NOT NULL, direction TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, seq INTEGER,
     text TEXT NOT NULL
   );
   CREATE INDEX message_by_contact ON message (contact);
   CREATE INDEX message_open ON message (state, contact) WHERE state IN ('waiting', 'unread');
   -- Inserts need no counter: the highest key is the table's, until it is deleted.
   CREATE TRIGGER message_key_kept BEFORE DELETE ON message
     WHEN OLD.key > (SELECT last_key FROM account)
     BEGIN UPDATE account SET last_key = OLD.key; END;
   CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;`,
  // Of texts that waited when a store was restored: the epoch their number belongs to.
  `ALTER TABLE message ADD COLUMN epoch TEXT;`,
  `ALTER TABLE account ADD COLUMN shares TEXT;
   ALTER TABLE account ADD COLUMN forwards TEXT;`,
  `ALTER TABLE account ADD COLUMN voucher_book TEXT;
   ALTER TABLE contact ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE voucher (
     number INTEGER PRIMARY KEY,
     contact TEXT NOT NULL UNIQUE,
     held BLOB, issued_at INTEGER, issued TEXT NOT NULL
   );`,
  'ALTER TABLE contact ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;',
  'ALTER TABLE account ADD COLUMN tunnel_settings TEXT;',
  // AUTOINCREMENT: a key is never given again, also when its row is gone.
  `ALTER TABLE contact ADD COLUMN files TEXT;
   CREATE TABLE file (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     contact TEXT NOT NULL, direction TEXT NOT NULL, wire TEXT NOT NULL, name TEXT NOT NULL,
     size INTEGER NOT NULL, block INTEGER NOT NULL, moved INTEGER NOT NULL,
     at INTEGER NOT NULL, moved_at INTEGER NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
     path TEXT, mark TEXT, announced INTEGER, folder TEXT, part TEXT
   );`,
  'ALTER TABLE file ADD COLUMN items INTEGER;',
];

/** Brings a store to the version of `steps`, each step in a transaction of its own. Throws `store_newer`. */
export function upgrade(database: Database, steps: readonly string[] = STEPS): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > steps.length)
    throw new TorchatError('store_newer', 'This account was used by a newer TorChat: update this one.');
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${index + 1}`);
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
}
