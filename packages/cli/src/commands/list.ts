// `torchat list`: everybody one has, requests and blocked ones with them.
import type { ApiContact } from '@torchat/gateway/api';
import { displayName } from '../client/contact.ts';
import { withAccount } from '../client/with-account.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';
import { type Paint, painter } from '../terminal/color.ts';
import { table } from '../terminal/table.ts';

const COLORS = {
  available: 'green',
  away: 'yellow',
  xa: 'yellow',
  handshake: 'dim',
  offline: 'dim',
} as const;

export async function list(session: Session): Promise<void> {
  const contacts = await withAccount(session, { network: 'off' }, async (api) => api.contacts());
  if (session.options.json) {
    outJson(session, contacts);
    return;
  }
  const paint = painter(session);
  if (contacts.length === 0)
    note(session, 'Nobody yet: `torchat add ID` adds a contact, `torchat id` prints yours.');
  else out(session, table(contacts.map((contact) => row(contact, paint))));
}

function row(contact: ApiContact, paint: Paint): string[] {
  const color = contact.relation === 'listed' ? COLORS[contact.presence] : 'yellow';
  return [
    paint('bold', displayName(contact)),
    paint(color, state(contact)),
    paint('yellow', counts(contact)),
    paint('dim', contact.id),
  ];
}

function state({ relation, removedUs, presence }: ApiContact): string {
  if (relation === 'request') return 'asks to be added';
  if (relation === 'blocked') return 'blocked';
  if (removedUs) return 'removed you';
  return presence === 'xa' ? 'away for long' : presence;
}

function counts({ unread, waiting, returned, seal }: ApiContact): string {
  return [
    seal === 'sealed' ? 'sealed' : '',
    seal === 'held' ? 'not sealed, held' : '',
    returned ? 'returned' : '',
    unread > 0 ? `${unread} unread` : '',
    waiting > 0 ? `${waiting} waiting` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
