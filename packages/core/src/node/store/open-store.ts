// The store of an account on disk: an encrypted SQLite file behind core's Store port.
import type { Database } from '@signalapp/sqlcipher';
import { TorchatError } from '../../errors.ts';
import type { Message } from '../../model.ts';
import type { Change, Store } from '../../ports.ts';
import { openDatabase } from './database.ts';
import { withPlainErrors } from './failure.ts';
import { type KeptText, prepareReader, type TextRange } from './read.ts';
import { prepareWriter } from './write.ts';

/** A store with a drawer for what is no part of a snapshot: the account's own keys. */
export interface DiskStore extends Store {
  secret(name: string): Uint8Array | null;
  keepSecret(name: string, value: Uint8Array): void;
  secretNames(): string[];
  /** For backups: a part of all texts. */
  texts(range: TextRange): KeptText[];
  /** For merging: `work` may ask whether the store has a text; it must not write here meanwhile. */
  comparing<Result>(work: (has: HasText) => Promise<Result>): Promise<Result>;
}

/** Same contact, direction, millisecond and words. */
export type HasText = (text: Pick<Message, 'contact' | 'direction' | 'at' | 'text'>) => boolean;

/**
 * Opens the store in `file`, or makes it. `key`: 32 random bytes.
 * Throws `store_damaged` (also for a wrong key), `store_newer`, and `account_locked` while it is open elsewhere.
 */
export function openStore(file: string, key: Uint8Array): DiskStore {
  const database = openDatabase(file, key);
  try {
    return withPlainErrors(() => storeOver(database));
  } catch (error) {
    database.close();
    throw error;
  }
}

function storeOver(database: Database): DiskStore {
  const reader = prepareReader(database);
  const write = prepareWriter(database);
  const begin = database.prepare('BEGIN IMMEDIATE', { persistent: true });
  const commit = database.prepare('COMMIT', { persistent: true });
  let lastKey = reader.lastKey();
  let open = true;

  const guarded = <Result>(work: () => Result): Result => {
    if (!open) throw new TorchatError('internal', 'The store is closed.');
    return withPlainErrors(work);
  };

  const transaction = (work: () => void) => {
    begin.run();
    try {
      work();
      commit.run();
    } catch (error) {
      rollBack(database);
      throw error;
    }
  };

  return {
    load: () => guarded(() => reader.load()),
    history: (contact, query) => guarded(() => reader.history(contact, query)),
    apply: (changes) =>
      guarded(() => {
        if (changes.length === 0) return;
        const newLastKey = lastKeyAfter(changes, lastKey);
        const [first, second] = changes;
        // One statement is a transaction by itself, without the cost of saying so.
        if (first && !second && first.type !== 'contact_gone') write(first);
        else transaction(() => changes.forEach(write));
        lastKey = newLastKey;
      }),
    secret: (name) =>
      guarded(() => {
        const row = database.prepare('SELECT value FROM secret WHERE name = ?').get([name]);
        return row?.['value'] instanceof Uint8Array ? new Uint8Array(row['value']) : null;
      }),
    keepSecret: (name, value) =>
      guarded(() => {
        database.prepare('INSERT OR REPLACE INTO secret VALUES (?, ?)').run([name, new Uint8Array(value)]);
      }),
    secretNames: () =>
      guarded(() =>
        database
          .prepare('SELECT name FROM secret ORDER BY name')
          .all()
          .map((row) => String(row['name'])),
      ),
    texts: (range) => guarded(() => reader.texts(range)),
    async comparing(work) {
      // An index for the moment: with it each question is one look, and it never reaches the file.
      guarded(() => {
        begin.run();
        database.exec('CREATE INDEX message_at ON message (contact, at)');
      });
      try {
        const found = database.prepare(
          'SELECT 1 FROM message WHERE contact = ? AND at = ? AND direction = ? AND text = ? LIMIT 1',
        );
        return await work(({ contact, at, direction, text }) =>
          guarded(() => found.get([contact, at, direction, text]) !== undefined),
        );
      } finally {
        rollBack(database);
      }
    },
    close() {
      if (open) database.close();
      open = false;
    },
  };
}

/** Refuses keys that were given before, whatever became of their messages. */
function lastKeyAfter(changes: readonly Change[], lastKey: number): number {
  let last = lastKey;
  for (const change of changes) {
    if (change.type !== 'message') continue;
    if (change.message.key <= last)
      throw new TorchatError('internal', 'A message came with a key that was given before.');
    last = change.message.key;
  }
  return last;
}

function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // A failed write may have rolled back by itself.
  }
}
