// Which contact a person means by an id, the beginning of one, or a name.
import { parseId, TorchatError } from '@torchat/core';
import type { ApiContact } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';

/** Characters of an id that must be given at least. */
const SHORTEST_PREFIX = 3;
const SHORT_ID = 8;

/** What to call a contact on a screen: our name for it, else its own, else the beginning of its id. Safe to print. */
export function displayName(contact: Pick<ApiContact, 'id' | 'name' | 'profile'>): string {
  return printableLine(contact.name) || printableLine(contact.profile.name) || `${shortId(contact.id)}…`;
}

export function shortId(id: string): string {
  return id.slice(0, SHORT_ID);
}

/** Throws `unknown_contact` with a sentence that says why, also when several are meant. */
export function findContact(contacts: readonly ApiContact[], wanted: string): ApiContact {
  const found = matching(contacts, wanted);
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  throw new TorchatError('unknown_contact', first ? ambiguous(wanted, found) : unknown(wanted));
}

/** An id as typed; of one who asks to be added or has removed us, its name or the beginning of its id will do. Throws `bad_id`. */
export function idToAdd(contacts: readonly ApiContact[], text: string): string {
  try {
    return parseId(text);
  } catch (error) {
    const found = matching(
      contacts.filter((contact) => contact.relation !== 'listed' || contact.removedUs),
      text,
    );
    const [first, ...others] = found;
    if (first && others.length === 0) return first.id;
    throw first ? new TorchatError('unknown_contact', ambiguous(text, found)) : error;
  }
}

/** By the whole id, else by name, else by the beginning of the id. */
function matching(contacts: readonly ApiContact[], wanted: string): readonly ApiContact[] {
  const text = wanted.trim();
  const bare = text.toLowerCase().replace(/\.onion$/u, '');
  const whole = contacts.filter((contact) => contact.id === bare);
  if (whole.length > 0) return whole;
  const named = contacts.filter((contact) => isCalled(contact, text));
  return named.length > 0 ? named : byPrefix(contacts, bare);
}

function byPrefix(contacts: readonly ApiContact[], prefix: string): ApiContact[] {
  if (prefix.length < SHORTEST_PREFIX) return [];
  return contacts.filter((contact) => contact.id.startsWith(prefix));
}

function isCalled(contact: ApiContact, text: string): boolean {
  const wanted = fold(text);
  return wanted !== '' && fold(contact.name || contact.profile.name) === wanted;
}

function fold(name: string): string {
  return printableLine(name).normalize('NFKC').toLowerCase();
}

function ambiguous(wanted: string, found: readonly ApiContact[]): string {
  const ids = found.slice(0, 5).map((contact) => `${displayName(contact)} (${shortId(contact.id)}…)`);
  const more = found.length > ids.length ? ` and ${found.length - ids.length} more` : '';
  return `${quoted(wanted)} may be ${ids.join(' or ')}${more}: give more of the id.`;
}

function unknown(wanted: string): string {
  const hint = isId(wanted) ? 'add it first with `torchat add`' : '`torchat list` shows whom you have';
  return `There is no contact ${quoted(wanted)}: ${hint}.`;
}

function quoted(text: string): string {
  const plain = printableLine(text);
  return plain.length > 24 ? `"${plain.slice(0, 24)}…"` : `"${plain}"`;
}

function isId(text: string): boolean {
  try {
    return parseId(text) !== '';
  } catch {
    return false;
  }
}
