// Opening the encrypted SQLite file of a store: key, durability, access rights, version.
import { existsSync, statSync } from 'node:fs';
import { Database } from '@signalapp/sqlcipher';
import { TorchatError } from '../../errors.ts';
import { makePrivateFile } from '../private-files.ts';
import { DAMAGED, withPlainErrors } from './failure.ts';
import { upgrade } from './schema.ts';

const PAGE_BYTES = 4096;

/** The open database, made when missing. `key`: 32 bytes. Only one process (and one caller in it) has it at a time. */
export function openDatabase(file: string, key: Uint8Array): Database {
  if (key.length !== 32) throw new TorchatError('internal', 'The key of a store has 32 bytes.');
  return withPlainErrors(() => {
    // SQLite gives `-wal` and `-journal` the mode of the file itself, so no umask is needed.
    makePrivateFile(file);
    refuseCutFile(file);
    const database = new Database(file);
    try {
      configure(database, key);
      upgrade(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** SQLite takes the first bytes of a database for an empty one, and would begin anew. */
function refuseCutFile(file: string): void {
  if (statSync(file).size % PAGE_BYTES !== 0 && !existsSync(`${file}-wal`))
    throw new TorchatError('store_damaged', DAMAGED);
}

function configure(database: Database, key: Uint8Array): void {
  // Without this SQLCipher prints what it finds damaged to stderr, over the chat screen.
  database.pragma('cipher_log_level = NONE');
  database.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
  // Keeps the lock and needs no shared memory file: a second opener is told instead of writing beside us.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
  database.pragma('journal_size_limit = 16777216');
}
