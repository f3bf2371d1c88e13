// What locks and unlocks a backup: a passphrase of its own, or keys of age.
import { readFileSync } from 'node:fs';
import { TorchatError } from '@torchat/core';
import type { BackupKey, BackupLock } from '@torchat/core/node';
import { isInteractive, type Session } from '../terminal/terminal.ts';

export interface LockOptions {
  readonly recipient?: readonly string[];
  readonly backupPassphraseFile?: string;
}

export interface KeyOptions {
  readonly identity?: string;
  readonly backupPassphraseFile?: string;
}

/** Throws `bad_request` where none is given and nobody can be asked. */
export async function backupLock(
  session: Session,
  options: LockOptions,
): Promise<{ passphrase: string } | { recipients: string[] }> {
  if (options.recipient !== undefined) {
    if (givenBackupPassphrase(session, options) !== null)
      throw new TorchatError('bad_request', 'Either a passphrase or --recipient, not both.');
    return { recipients: [...options.recipient] } satisfies BackupLock;
  }
  const given = givenBackupPassphrase(session, options);
  if (given !== null) return { passphrase: given };
  mustAsk(session);
  const { askNewPassphrase } = await import('../terminal/prompts.ts');
  return { passphrase: await askNewPassphrase(session, 'Passphrase for this backup') };
}

export async function backupKey(session: Session, options: KeyOptions): Promise<BackupKey> {
  if (options.identity !== undefined) return { identities: identitiesOf(readText(options.identity)) };
  const given = givenBackupPassphrase(session, options);
  if (given !== null) return { passphrase: given };
  mustAsk(session);
  const { askPassphrase } = await import('../terminal/prompts.ts');
  return { passphrase: await askPassphrase(session, 'Passphrase of the backup') };
}

function givenBackupPassphrase(
  { terminal: { env } }: Session,
  { backupPassphraseFile: file }: { readonly backupPassphraseFile?: string },
): string | null {
  if (file !== undefined) return readText(file).split(/\r?\n/u)[0] ?? '';
  return env['TORCHAT_BACKUP_PASSPHRASE'] || null;
}

function mustAsk(session: Session): void {
  if (!isInteractive(session))
    throw new TorchatError(
      'bad_request',
      'Give the passphrase of the backup by --backup-passphrase-file or TORCHAT_BACKUP_PASSPHRASE.',
    );
}

/** As `age-keygen` writes them: one a line, remarks begin with #. */
function identitiesOf(text: string): string[] {
  const found = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (found.length > 0) return found;
  throw new TorchatError('bad_request', 'The file of --identity holds no key.');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TorchatError('bad_request', `The file ${file} cannot be read.`, { cause });
  }
}
