// `torchat files consent`: what becomes of files that a contact offers, and where they go.
import { resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { ApiContact } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { consentWords } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

type Policy = ApiContact['files'];

export interface ConsentWish {
  /** Absent: as it is. */
  readonly consent?: Policy['consent'];
  readonly upTo?: number;
  /** False: the account's own folder again. */
  readonly folder?: string | false;
}

/** Without a wish only tells. Throws `bad_request` where files would be taken unasked without a bound. */
export async function filesConsent(session: Session, who: string, wish: ConsentWish): Promise<void> {
  await withAccount(session, { network: 'off' }, async (api) => {
    const contact = findContact(await api.contacts(), who);
    const wanted = policyOf(contact.files, wish);
    const changed = Object.keys(wish).length > 0;
    const { files } = changed ? await api.editContact(contact.id, { files: wanted }) : contact;
    if (session.options.json) outJson(session, files);
    else out(session, `${displayName(contact)}: ${consentWords(files)}`);
  });
}

function policyOf(before: Policy, { consent = before.consent, upTo, folder }: ConsentWish): Policy {
  if (upTo !== undefined && consent !== 'always')
    throw new TorchatError('bad_request', '--up-to goes with `always`: the other choices have no bound.');
  const bound = upTo ?? before.upTo;
  if (consent === 'always' && bound === 0)
    throw new TorchatError('bad_request', 'Say how large files may be that are taken unasked: --up-to 20M.');
  const kept = folder === undefined ? before.folder : folder === false ? null : resolve(folder);
  return { consent, upTo: bound, folder: kept };
}
