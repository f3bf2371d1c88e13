// `torchat history`: the texts that are kept of a contact, and whether they are.
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiContact, ApiMessage } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { withAccount } from '../client/with-account.ts';
import { confirm } from '../terminal/confirm.ts';
import { printable } from '../terminal/printable.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

/** Texts a request may ask for. */
const PAGE = 1000;

interface HistoryOptions {
  readonly limit: number;
  readonly on?: boolean;
  readonly off?: boolean;
  readonly clear?: boolean;
  readonly yes?: boolean;
}

export async function history(session: Session, who: string, options: HistoryOptions): Promise<void> {
  if ([options.on, options.off, options.clear].filter(Boolean).length > 1)
    throw new TorchatError('bad_request', 'Only one of --on, --off and --clear at a time.');
  await withAccount(session, { network: 'off' }, async (api) => {
    const contact = findContact(await api.contacts(), who);
    if (options.on) await keep(session, api, contact, true);
    else if (options.off || options.clear) await drop(session, api, contact, options);
    else await show(session, api, contact, options.limit);
  });
}

async function show(session: Session, api: AccountApi, contact: ApiContact, limit: number): Promise<void> {
  const messages = await lastMessages(api, contact.id, limit);
  if (session.options.json) {
    outJson(session, messages);
    return;
  }
  if (messages.length === 0)
    note(
      session,
      contact.keepHistory
        ? 'No texts yet.'
        : 'Nothing is kept: `torchat history CONTACT --on` keeps texts from now on.',
    );
  for (const message of messages) out(session, line(message, contact));
}

/** The newest texts, oldest first, in as many requests as it takes. */
async function lastMessages(api: AccountApi, id: string, limit: number): Promise<ApiMessage[]> {
  let found: ApiMessage[] = [];
  while (found.length < limit) {
    const before = found[0]?.key;
    const size = Math.min(PAGE, limit - found.length);
    const page = await api.messages(id, { limit: size, ...(before === undefined ? {} : { before }) });
    // A page is bounded in bytes, too: only an empty one is the last.
    if (page.length === 0) break;
    found = [...page, ...found];
  }
  return found;
}

function line({ at, direction, text, state }: ApiMessage, contact: ApiContact): string {
  const when = new Date(at).toLocaleString('sv-SE');
  const mark = direction === 'out' && state === 'waiting' ? ' (waiting)' : '';
  return `${when}  ${direction === 'in' ? displayName(contact) : 'you'}${mark}: ${printable(text).replaceAll('\n', '\n    ')}`;
}

async function keep(session: Session, api: AccountApi, contact: ApiContact, on: boolean): Promise<void> {
  const after = await api.editContact(contact.id, { keepHistory: on });
  if (session.options.json) outJson(session, after);
  else
    out(
      session,
      on
        ? `Texts with ${displayName(contact)} are kept from now on.`
        : `Texts with ${displayName(contact)} are not kept any more, and the old ones are gone.`,
    );
}

/** Keeping no more drops what was kept; `--clear` goes on keeping afterwards. */
async function drop(
  session: Session,
  api: AccountApi,
  contact: ApiContact,
  { clear, yes }: HistoryOptions,
): Promise<void> {
  if (!yes && !(await confirm(session, `Drop all texts kept of ${displayName(contact)}?`))) return;
  if (!clear || !contact.keepHistory) {
    await keep(session, api, contact, false);
    return;
  }
  await api.editContact(contact.id, { keepHistory: false });
  const after = await api.editContact(contact.id, { keepHistory: true });
  if (session.options.json) outJson(session, after);
  else out(session, `The texts kept of ${displayName(contact)} are gone.`);
}
