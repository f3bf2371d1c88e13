// What happens to the account, for the log: kinds and numbers. Contacts are numbered anew in each run.
import type { TorchatId } from '@torchat/core';
import type { ApiEvent } from '../api/schemas/event.ts';
import type { Logger } from '../log.ts';
import type { Feed } from './feed.ts';

/** Returns its undo. */
export function logEvents(feed: Feed, log: Logger): () => void {
  if (!log.isLevelEnabled('debug')) return () => undefined;
  const numbers = new Map<TorchatId | string, number>();
  function numberOf(id: string): number {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  }
  return feed.subscribe((event) => log.debug(traits(event, numberOf), 'event'));
}

function traits(event: ApiEvent, numberOf: (id: string) => number): Record<string, unknown> {
  const { type } = event;
  switch (type) {
    case 'hello':
      return { type };
    case 'account': {
      const { network, service, reachability } = event.account;
      const progress = network.phase === 'starting' ? { progress: network.progress } : {};
      return { type, network: network.phase, ...progress, service, reachability: reachability.state };
    }
    case 'contact': {
      const { id, presence, relation, unread, waiting } = event.contact;
      return { type, contact: numberOf(id), presence, relation, unread, waiting };
    }
    case 'message': {
      const { contact, key, direction, state, text } = event.message;
      return { type, contact: numberOf(contact), key, direction, state, size: text.length };
    }
    case 'message_state':
      return { type, contact: numberOf(event.id), key: event.key, state: event.state };
    case 'contact_gone':
    case 'request':
    case 'removed_us':
    case 'returned':
      return { type, contact: numberOf(event.id) };
    case 'file_offer':
    case 'file_progress':
    case 'file_end': {
      const { key, contact, direction, state, size, moved } = event.file;
      const ok = event.type === 'file_end' ? { ok: event.ok } : {};
      return { type, contact: numberOf(contact), key, direction, state, size, moved, ...ok };
    }
    case 'file_gone':
      return { type, key: event.key };
    case 'twin_asked':
      return { type };
    case 'violation':
      return { type, contact: event.id === null ? null : numberOf(event.id) };
    case 'shares':
    case 'forwards_changed':
      return { type };
    default:
      return event satisfies never;
  }
}
