// `/seal`: how it stands with the open contact, and the user's word on one that comes unsealed.
import type { ApiContact } from '@torchat/gateway/api';
import { displayName } from '../../client/contact.ts';
import { sealWords } from '../../client/seal-words.ts';
import type { Slash } from './parse.ts';
import type { Effects } from './perform.ts';

export async function performSeal(
  { choice }: Extract<Slash, { type: 'seal' }>,
  { api, say }: Effects,
  theCurrent: () => ApiContact,
): Promise<void> {
  const contact = theCurrent();
  const name = displayName(contact);
  if (choice === null) return say(sealWords(contact, name));
  await api.decideSeal(contact.id, choice === 'once' ? 'accept_once' : 'unpin');
  say(
    choice === 'once'
      ? `You talk to ${name} unsealed, this once.`
      : `${name} may come unsealed from now on; the next seal is asked for again.`,
  );
}
