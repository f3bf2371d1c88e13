// `torchat add`, `remove`, `rename`, `block`, `unblock`: the contacts one has.
import type { ApiContact } from '@torchat/gateway/api';
import { displayName, findContact, idToAdd, shortId } from '../client/contact.ts';
import { withAccount } from '../client/with-account.ts';
import { confirm } from '../terminal/confirm.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

const STORE_ONLY = { network: 'off' } as const;

export async function add(session: Session, id: string, name: string | undefined): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api, { running }) => {
    const contact = await api.addContact({
      id: idToAdd(await api.contacts(), id),
      ...(name === undefined ? {} : { name }),
    });
    const later = running ? 'and is dialled now' : 'and is dialled at the next `torchat up` or `chat`';
    tell(session, contact, `${displayName(contact)} (${shortId(contact.id)}…) is on your list ${later}.`);
  });
}

export async function remove(session: Session, who: string, yes: boolean): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const contact = findContact(await api.contacts(), who);
    const question = `Remove ${displayName(contact)} and all texts with it?`;
    if (!yes && !(await confirm(session, question))) return;
    await api.removeContact(contact.id);
    tell(session, { id: contact.id, removed: true }, `${displayName(contact)} is removed.`);
  });
}

export async function rename(session: Session, who: string, name: string): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const before = findContact(await api.contacts(), who);
    const contact = await api.editContact(before.id, { name });
    tell(session, contact, `${displayName(before)} is now ${displayName(contact)}.`);
  });
}

export async function block(session: Session, who: string, blocked: boolean): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const contact = await api.editContact(findContact(await api.contacts(), who).id, { blocked });
    tell(session, contact, `${displayName(contact)} is ${blocked ? 'blocked' : 'not blocked any more'}.`);
  });
}

function tell(session: Session, data: ApiContact | object, sentence: string): void {
  if (session.options.json) outJson(session, data);
  else out(session, sentence);
}
