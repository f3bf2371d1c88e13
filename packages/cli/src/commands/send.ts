// `torchat send`: a text into the outbox, and out of it where the contact is there in time.
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiContact, ApiMessage } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { progressLine } from '../client/progress.ts';
import { withAccount } from '../client/with-account.ts';
import { readText } from '../terminal/read-text.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

/** `wait`: seconds; 0 only queues, and starts no tor. */
export async function send(session: Session, who: string, given: string, wait: number): Promise<void> {
  const text = given === '-' ? await readText(session) : given;
  if (text.trim() === '') throw new TorchatError('bad_request', 'There is no text to send.');
  await withAccount(session, { network: wait > 0 ? 'tor' : 'off' }, async (api, { running }) => {
    const contact = findContact(await api.contacts(), who);
    const result = await sendAndWait(session, api, contact, text, wait);
    if (session.options.json) outJson(session, result);
    else out(session, outcome(result, contact, running));
  });
}

async function sendAndWait(
  session: Session,
  api: AccountApi,
  contact: ApiContact,
  text: string,
  wait: number,
): Promise<ApiMessage> {
  const states = new Map<number, ApiMessage['state']>();
  const done = new AbortController();
  const progress = progressLine((line) => note(session, line));
  let key: number | null = null;
  let outbox: number | null = null;
  // A client that confirms nothing leaves it at `sent`: then the text is in the outbox no more.
  const settled = (): boolean => {
    const state = key === null ? undefined : states.get(key);
    return state === 'delivered' || (state === 'sent' && outbox === 0);
  };
  const limit = AbortSignal.any([session.signal, done.signal, AbortSignal.timeout(Math.max(wait * 1000, 1))]);
  const watching = api.watch((event) => {
    if (event.type === 'hello' || event.type === 'account') progress(event.account);
    if (event.type === 'contact' && event.contact.id === contact.id) outbox = event.contact.waiting;
    else if (event.type === 'message_state' && event.id === contact.id) {
      states.set(event.key, event.state);
      // What it was before this; the contact's row follows.
      outbox = null;
    } else return;
    if (settled()) done.abort();
  }, limit);
  // Both are awaited below; a watch that fails first must not be an unhandled rejection meanwhile.
  watching.catch(() => undefined);
  const message = await api.send(contact.id, text).catch((error: unknown) => {
    done.abort();
    throw error;
  });
  key = message.key;
  if (settled()) done.abort();
  await watching;
  return { ...message, state: states.get(key) ?? message.state };
}

function outcome({ state }: ApiMessage, contact: ApiContact, running: boolean): string {
  const name = displayName(contact);
  if (state === 'delivered') return `Delivered to ${name}.`;
  if (state === 'sent') return `Sent to ${name}.`;
  const when = running ? 'as soon as it is there' : 'at the next `torchat up` or `chat`';
  return `Queued: it goes to ${name} ${when}.`;
}
