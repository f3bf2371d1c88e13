// The API's events, a whole frame of them at once: each list is copied once, however many events change it.
import type { ApiContact, ApiEvent, ApiFile, ApiMessage } from '@torchat/gateway/api';
import { displayName } from '../client/contact.ts';
import { endWords, offerWords } from '../client/file-words.ts';
import { HELD_REMARK } from '../client/seal-words.ts';
import { twinAskedWords, twinWords } from '../client/words.ts';
import { printableLine } from '../terminal/printable.ts';
import type { ChatState } from './state.ts';
import { EMPTY_TALK, KEPT, KEPT_SCROLLED, type Talk, withMessages, withNotice, withState } from './talk.ts';

interface Draft {
  state: ChatState;
  contacts: Map<string, ApiContact> | null;
  talks: Map<string, Talk> | null;
  /** Messages of this frame by contact, put in together. */
  readonly said: Map<string, ApiMessage[]>;
}

export function applyEvents(state: ChatState, events: readonly ApiEvent[]): ChatState {
  const draft: Draft = { state, contacts: null, talks: null, said: new Map() };
  for (const event of events) apply(draft, event);
  flushAll(draft);
  return {
    ...draft.state,
    ...(draft.contacts && { contacts: draft.contacts }),
    ...(draft.talks && { talks: draft.talks }),
  };
}

function apply(draft: Draft, event: ApiEvent): void {
  switch (event.type) {
    case 'hello':
      draft.state = { ...draft.state, link: 'open', account: event.account, files: new Map() };
      draft.contacts = new Map(event.contacts.map((contact) => [contact.id, contact]));
      // What was said while we did not listen is fetched again where it is opened.
      for (const [id, talk] of talks(draft)) talks(draft).set(id, { ...talk, loaded: 'none' });
      return;
    case 'account':
      if (event.account.twin !== null && draft.state.account?.twin == null)
        announce(draft, twinWords(event.account.twin.machine, '`/take-over`'));
      draft.state = { ...draft.state, account: event.account };
      return;
    case 'contact': {
      const before = contacts(draft).get(event.contact.id);
      contacts(draft).set(event.contact.id, event.contact);
      if (event.contact.seal === 'held' && before?.seal !== 'held')
        remark(draft, event.contact.id, HELD_REMARK);
      return;
    }
    case 'contact_gone':
      contacts(draft).delete(event.id);
      draft.said.delete(event.id);
      talks(draft).delete(event.id);
      return;
    case 'message': {
      const { contact } = event.message;
      const said = draft.said.get(contact);
      if (said) said.push(event.message);
      else draft.said.set(contact, [event.message]);
      return;
    }
    case 'message_state': {
      flush(draft, event.id);
      const talk = talks(draft).get(event.id);
      if (talk) talks(draft).set(event.id, withState(talk, event.key, event.state));
      return;
    }
    case 'file_offer':
    case 'file_end': {
      move(draft, event.file, event.type === 'file_end');
      const what = event.type === 'file_offer' ? offerWords(event.file) : endWords(event);
      return remark(draft, event.file.contact, what);
    }
    case 'file_progress':
      return move(draft, event.file);
    case 'request':
      remark(
        draft,
        event.id,
        event.accepted ? 'has added you' : 'asks to be added: /add accepts, /block refuses',
      );
      return;
    case 'removed_us':
      remark(draft, event.id, 'has removed you');
      return;
    case 'twin_asked':
      return announce(draft, twinAskedWords(event.machine));
    case 'returned':
      remark(draft, event.id, 'is back on your list, by the voucher you gave it');
      return;
    case 'violation':
      if (event.id !== null) remark(draft, event.id, `broke the protocol: ${printableLine(event.what)}`);
      return;
    case 'file_gone':
    case 'shares':
    case 'forwards_changed':
      return;
    default:
      event satisfies never;
  }
}

/** For whoever is at the screen, whichever conversation is open. */
function announce(draft: Draft, what: string): void {
  const id = draft.state.current ?? '';
  flush(draft, id);
  const talk = talks(draft).get(id) ?? EMPTY_TALK;
  talks(draft).set(id, withNotice(talk, 'info', what, limitFor(draft, id)));
}

function remark(draft: Draft, id: string, what: string): void {
  flush(draft, id);
  const contact = (draft.contacts ?? draft.state.contacts).get(id);
  const name = contact ? displayName(contact) : `${id.slice(0, 8)}…`;
  const talk = talks(draft).get(id) ?? EMPTY_TALK;
  talks(draft).set(id, withNotice(talk, 'info', `${name} ${what}`, limitFor(draft, id)));
}

function move(draft: Draft, file: ApiFile, over = false): void {
  const files = new Map(draft.state.files);
  if (over) files.delete(file.key);
  else files.set(file.key, file);
  draft.state = { ...draft.state, files };
}

function contacts(draft: Draft): Map<string, ApiContact> {
  return (draft.contacts ??= new Map(draft.state.contacts));
}

function talks(draft: Draft): Map<string, Talk> {
  return (draft.talks ??= new Map(draft.state.talks));
}

function flushAll(draft: Draft): void {
  for (const id of draft.said.keys()) flush(draft, id);
}

function flush(draft: Draft, id: string): void {
  const said = draft.said.get(id);
  if (!said) return;
  draft.said.delete(id);
  const talk = talks(draft).get(id) ?? EMPTY_TALK;
  talks(draft).set(id, withMessages(talk, said, limitFor(draft, id)));
}

/** Somebody who reads further up must not lose the ground. */
function limitFor({ state }: Draft, id: string): number {
  return id === state.current && state.scroll > 0 ? KEPT_SCROLLED : KEPT;
}
