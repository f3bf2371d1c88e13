// `torchat returning`: who came back after a restore from the words, and an end to it.
import type { ApiAccount, ApiContact } from '@torchat/gateway/api';
import { displayName } from '../client/contact.ts';
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

export async function returning(session: Session, end: boolean): Promise<void> {
  const { account, contacts } = await withAccount(session, { network: 'off' }, async (api) => ({
    account: await (end ? api.endReturning() : api.account()),
    contacts: await api.contacts(),
  }));
  const returned = contacts.filter((contact) => contact.returned);
  if (session.options.json)
    outJson(session, { returningUntil: account.returningUntil, returned: returned.map(({ id }) => id) });
  else out(session, words(account, returned));
}

function words({ returningUntil }: ApiAccount, returned: readonly ApiContact[]): string {
  if (returningUntil === null)
    return 'Contacts do not come back by vouchers: who adds you asks as anybody else.';
  const day = new Date(returningUntil).toISOString().slice(0, 10);
  const names = returned.map(displayName).join(', ');
  return [
    `Until ${day}, or \`torchat returning --end\`, contacts come back by the vouchers you gave them.`,
    names === '' ? 'Nobody has yet.' : `Back so far: ${names}.`,
    'One whom you had removed may come back, too, until a contact with a newer voucher has.',
  ].join('\n');
}
