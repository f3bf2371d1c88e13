// `torchat` alone: the chat screen, and before the first time the question whose it is.
import { accountExists } from '@torchat/core/node';
import { missing } from '../client/existing-account.ts';
import { sessionPaths } from '../client/paths.ts';
import { isInteractive, type Session } from '../terminal/terminal.ts';

export async function start(session: Session, options: { plain?: boolean }): Promise<void> {
  const paths = sessionPaths(session);
  if (!accountExists(paths)) {
    if (!isInteractive(session)) throw missing(paths);
    const { askChoice } = await import('../terminal/prompts.ts');
    const choice = await askChoice(session, 'Welcome to TorChat. There is no account here yet.', {
      new: 'Make a new account',
      restore: 'Restore one from its 24 words',
    });
    if (choice === 'new') await (await import('./init.ts')).init(session, {});
    else await (await import('./restore.ts')).restore(session, {});
  }
  const { chat } = await import('./chat.ts');
  await chat(session, options);
}
