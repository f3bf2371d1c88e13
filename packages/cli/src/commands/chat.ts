// `torchat chat`: the chat screen, or lines where there is no screen for it.
import { findContact } from '../client/contact.ts';
import { withAccount } from '../client/with-account.ts';
import type { Session } from '../terminal/terminal.ts';

export interface ChatOptions {
  readonly contact?: string | undefined;
  readonly plain?: boolean;
}

export async function chat(session: Session, options: ChatOptions): Promise<void> {
  await withAccount(session, { network: 'tor' }, async (api, { signal }) => {
    const until = { ...session, signal };
    const first =
      options.contact === undefined ? null : findContact(await api.contacts(), options.contact).id;
    if (isPlain(session, options))
      await (await import('../chat/plain/plain-chat.ts')).plainChat(until, api, first);
    else await (await import('../chat/screen/open-screen.tsx')).openScreen(until, api, first);
  });
}

/** A screen needs a terminal at both ends; readers of screens want lines. */
function isPlain({ terminal, options }: Session, { plain }: ChatOptions): boolean {
  const { env, stdin, stdout } = terminal;
  return (
    plain === true ||
    options.json === true ||
    env['INK_SCREEN_READER'] === 'true' ||
    env['TERM'] === 'dumb' ||
    stdin.isTTY !== true ||
    stdout.isTTY !== true
  );
}
