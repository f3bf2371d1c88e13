// `torchat files consent`: what becomes of files that a contact offers, and where they go.
import { displayName, findContact } from '../client/contact.ts';
import { type ConsentWish, consentWords, withConsent } from '../client/file-consent.ts';
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

/** Without a wish only tells. */
export async function filesConsent(session: Session, who: string, wish: ConsentWish): Promise<void> {
  await withAccount(session, { network: 'off' }, async (api) => {
    const contact = findContact(await api.contacts(), who);
    const wanted = withConsent(contact.files, wish, '--up-to 20M');
    const changed = Object.keys(wish).length > 0;
    const { files } = changed ? await api.editContact(contact.id, { files: wanted }) : contact;
    if (session.options.json) outJson(session, files);
    else out(session, `${displayName(contact)}: ${consentWords(files)}`);
  });
}
