// The account's events as the API tells them: `hello` with everything first, then what changes.
import type { Event, TorchatId } from '@torchat/core';
import type { ApiEvent } from '../api/schemas/event.ts';
import { accountView, contactView, messageView, type Running } from './view.ts';

type Listener = (event: ApiEvent) => void;

export interface Feed {
  hello(): ApiEvent;
  /** Called with each event from now on; returns its undo. A listener must not throw. */
  subscribe(listener: Listener): () => void;
  close(): void;
}

export function createFeed(running: Running): Feed {
  const { client, network } = running;
  const listeners = new Set<Listener>();
  /** Rows that changed in this turn: told once, however many events changed them. */
  const changed = new Set<TorchatId>();
  let accountChanged = false;
  let planned = false;

  function tell(event: ApiEvent): void {
    for (const listener of listeners) listener(event);
  }

  function flush(): void {
    planned = false;
    if (accountChanged) tell({ type: 'account', account: accountView(running) });
    accountChanged = false;
    const ids = [...changed];
    changed.clear();
    for (const id of ids) tellContact(id);
  }

  function plan(): void {
    if (planned) return;
    planned = true;
    queueMicrotask(flush);
  }

  function tellContact(id: TorchatId): void {
    changed.delete(id);
    const contact = client.contact(id);
    if (contact !== null) tell({ type: 'contact', contact: contactView(contact) });
  }

  function contactSoon(id: TorchatId): void {
    changed.add(id);
    plan();
  }

  function accountSoon(): void {
    accountChanged = true;
    plan();
  }

  function hear(event: Event): void {
    switch (event.type) {
      case 'contact':
        // At once: later events of this turn may speak of a contact nobody has heard of.
        return tellContact(event.contact.id);
      case 'contact_gone':
        changed.delete(event.id);
        return tell(event);
      case 'presence':
      case 'client':
      case 'profile':
      case 'avatar':
      case 'services':
      case 'seal':
        return contactSoon(event.id);
      case 'message':
        tell({ type: 'message', message: messageView(event.message) });
        return contactSoon(event.message.contact);
      case 'message_state':
        tell(event);
        return contactSoon(event.id);
      case 'own':
      case 'reachability':
      case 'returning':
      case 'twin':
        return accountSoon();
      case 'shares':
        return tell({ type: 'shares', shares: event.shares.map((share) => ({ ...share })) });
      case 'forwards':
      case 'tunnel_settings':
        return tell({ type: 'forwards_changed' });
      case 'request':
      case 'removed_us':
      case 'returned':
      case 'twin_asked':
      case 'violation':
      case 'file_offer':
      case 'file_progress':
      case 'file_end':
      case 'file_gone':
        return tell(event);
      default:
        return event satisfies never;
    }
  }

  const undo = [client.subscribe(hear), client.onService(accountSoon), network?.subscribe(accountSoon)];
  return {
    hello: () => ({
      type: 'hello',
      account: accountView(running),
      contacts: client.view().contacts.map(contactView),
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const stop of undo) stop?.();
      listeners.clear();
    },
  };
}
