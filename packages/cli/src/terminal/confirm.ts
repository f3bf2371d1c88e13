// A yes or no before something that cannot be undone.
import { TorchatError } from '@torchat/core';
import { isInteractive, type Session } from './terminal.ts';

/** Asks the person; where nobody can be asked, throws `bad_request` that names `--yes`. */
export async function confirm(session: Session, question: string): Promise<boolean> {
  if (!isInteractive(session))
    throw new TorchatError(
      'bad_request',
      `${question} Nobody is here to be asked: say --yes if you mean it.`,
    );
  const { askYesNo } = await import('./prompts.ts');
  return askYesNo(session, question);
}
