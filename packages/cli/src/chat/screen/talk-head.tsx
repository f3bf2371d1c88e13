// The row above a conversation: whose it is, how that contact is, and what it says of itself.
import { Text } from 'ink';
import type { ReactElement } from 'react';
import { displayName, shortId } from '../../client/contact.ts';
import { offerMark } from '../../client/port-words.ts';
import { sealMark } from '../../client/seal-words.ts';
import { statusWords } from '../../client/words.ts';
import { printableLine } from '../../terminal/printable.ts';
import { fit } from '../../terminal/wrap.ts';
import type { ChatState } from '../state.ts';

interface Props {
  readonly state: ChatState;
  /** Rows below the window. */
  readonly scroll: number;
  readonly columns: number;
}

export function TalkHead({ state, scroll, columns }: Props): ReactElement {
  return (
    <Text bold underline>
      {fit(headText(state, scroll), columns)}
    </Text>
  );
}

function headText(state: ChatState, scroll: number): string {
  const { current, contacts, talks, forwards, rates } = state;
  const contact = current === null ? undefined : contacts.get(current);
  if (!contact)
    return contacts.size === 0 ? 'Welcome to TorChat' : 'Nobody is open: Tab opens the next contact';
  const parts = [
    `${displayName(contact)} (${shortId(contact.id)}…)`,
    scroll > 0 ? `${scroll} rows further down (PgDn)` : stateText(contact),
    sealMark(contact),
    offerMark(contact, forwards, rates),
    contact.returned ? 'came back by its voucher' : '',
    talks.get(contact.id)?.loaded === 'loading' ? 'loading older texts' : '',
    contact.waiting > 0 ? `${contact.waiting} waiting` : '',
    printableLine(contact.client),
    printableLine(contact.profile.text),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function stateText(contact: NonNullable<ReturnType<ChatState['contacts']['get']>>): string {
  if (contact.relation === 'request') return 'asks to be added: /add accepts, /block refuses';
  if (contact.relation === 'blocked') return 'blocked';
  return contact.removedUs ? 'has removed you' : statusWords(contact.presence);
}
