// What a new account needs besides its key: a name for others to see, and a passphrase or none.
import { TorchatError } from '@torchat/core';
import { NO_PASSPHRASE_WARNING } from '@torchat/core/node';
import { printableLine } from '../terminal/printable.ts';
import { note, type Session } from '../terminal/terminal.ts';
import { givenPassphrase } from './passphrase.ts';

export interface NewAccountOptions {
  readonly name?: string;
  /** False with `--no-passphrase`. */
  readonly passphrase?: boolean;
  readonly yes?: boolean;
}

export async function newProfile(
  session: Session,
  { name }: NewAccountOptions,
  ask: boolean,
): Promise<{ name: string; text: string }> {
  if (name !== undefined || !ask) return { name: printableLine(name ?? ''), text: '' };
  const { askLine } = await import('../terminal/prompts.ts');
  return {
    name: printableLine(await askLine(session, 'Your name, as contacts see it (may be empty)')),
    text: '',
  };
}

/** Null: none. Throws `bad_request` where it is not said and nobody can be asked. */
export async function newPassphrase(
  session: Session,
  { passphrase }: NewAccountOptions,
  ask: boolean,
): Promise<string | null> {
  const given = givenPassphrase(session);
  if (given !== null && given !== '') return given;
  if (passphrase !== false) {
    if (!ask)
      throw new TorchatError(
        'bad_request',
        'Give a passphrase by --passphrase-file or TORCHAT_PASSPHRASE, or say --no-passphrase.',
      );
    const { askNewPassphrase } = await import('../terminal/prompts.ts');
    const typed = await askNewPassphrase(session);
    if (typed !== '') return typed;
  }
  note(session, NO_PASSPHRASE_WARNING);
  return null;
}
