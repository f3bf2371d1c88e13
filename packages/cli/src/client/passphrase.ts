// Where the passphrase of an account comes from: a file, the environment, or the person.
import { readFileSync } from 'node:fs';
import { TorchatError } from '@torchat/core';
import { isInteractive, type Session } from '../terminal/terminal.ts';

const TRIES = 3;

/** From `--passphrase-file` (its first line) or TORCHAT_PASSPHRASE; null when neither is given. Throws `bad_request`. */
export function givenPassphrase({ options, terminal: { env } }: Session): string | null {
  if (options.passphraseFile !== undefined) {
    try {
      return readFileSync(options.passphraseFile, 'utf8').split(/\r?\n/u)[0] ?? '';
    } catch (cause) {
      throw new TorchatError('bad_request', 'The file of --passphrase-file cannot be read.', { cause });
    }
  }
  return env['TORCHAT_PASSPHRASE'] || null;
}

/** Calls `open` with what is given, then, where a person is there, with what he types, until one fits. */
export async function withPassphrase<T>(
  session: Session,
  open: (passphrase: string | null) => Promise<T>,
): Promise<T> {
  const given = givenPassphrase(session);
  try {
    return await open(given);
  } catch (error) {
    if (!isWrongPassphrase(error)) throw error;
    if (given !== null) throw error;
    if (!isInteractive(session)) throw locked(error);
  }
  const { askPassphrase } = await import('../terminal/prompts.ts');
  for (let tried = 1; ; tried++) {
    try {
      return await open(await askPassphrase(session, 'Passphrase'));
    } catch (error) {
      if (!isWrongPassphrase(error) || tried === TRIES) throw error;
      session.terminal.stderr.write('That passphrase is wrong.\n');
    }
  }
}

function isWrongPassphrase(error: unknown): boolean {
  return error instanceof TorchatError && error.code === 'wrong_passphrase';
}

function locked(cause: unknown): TorchatError {
  return new TorchatError(
    'wrong_passphrase',
    'This account has a passphrase: give it by --passphrase-file or TORCHAT_PASSPHRASE.',
    { cause },
  );
}
