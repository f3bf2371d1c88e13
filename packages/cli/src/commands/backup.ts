// `torchat backup`: everything but the words, in one age file.
import { resolve } from 'node:path';
import { backupLock, type LockOptions } from '../client/backup-key.ts';
import { sizeWords } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

export interface BackupOptions extends LockOptions {
  readonly history?: boolean;
  readonly withKeys?: boolean;
}

export async function backup(session: Session, file: string, options: BackupOptions): Promise<void> {
  const keys = options.withKeys === true;
  const lock = await backupLock(session, options);
  await withAccount(session, { network: 'off' }, async (api) => {
    const made = await api.backup({ path: resolve(file), lock, history: options.history === true, keys });
    if (session.options.json) outJson(session, made);
    else
      out(session, `${made.path}: ${made.contacts} contacts, ${made.texts} texts, ${sizeWords(made.bytes)}.`);
    if (keys) note(session, 'The keys of the account are inside: whoever opens this file is you.');
    else if (made.hasPhrase) note(session, 'Together with the 24 words it brings everything back.');
    else
      note(
        session,
        'This account has no words, and its keys are not in this file: only --with-keys makes a backup that brings its ID back.',
      );
  });
}
