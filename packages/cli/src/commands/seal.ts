// `torchat seal`: how it stands with the end-to-end encryption of a contact, and what to do when it comes without.
import { TorchatError } from '@torchat/core';
import { displayName, findContact } from '../client/contact.ts';
import { sealWords } from '../client/seal-words.ts';
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

export interface SealOptions {
  readonly acceptOnce?: boolean;
  readonly unpin?: boolean;
}

export async function seal(session: Session, who: string, options: SealOptions): Promise<void> {
  const { acceptOnce = false, unpin = false } = options;
  if (acceptOnce && unpin)
    throw new TorchatError('bad_request', 'Either --accept-once or --unpin, not both.');
  await withAccount(session, { network: 'off' }, async (api, { running }) => {
    const found = findContact(await api.contacts(), who);
    // It holds for the session that stands, and there is none.
    if (acceptOnce && !running)
      throw new TorchatError(
        'bad_request',
        'The account does not run: --accept-once is for a contact that is here.',
      );
    const contact =
      acceptOnce || unpin ? await api.decideSeal(found.id, acceptOnce ? 'accept_once' : 'unpin') : found;
    if (session.options.json) return outJson(session, contact);
    const name = displayName(contact);
    out(
      session,
      unpin
        ? `${name} may come unsealed from now on; the next seal is asked for again.`
        : sealWords(contact, name),
    );
  });
}
