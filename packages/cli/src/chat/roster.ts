// The contacts in the order the screen shows them: who asks first, then by name, then who is gone or blocked.
import type { ApiContact } from '@torchat/gateway/api';
import { displayName } from '../client/contact.ts';

type Contacts = ReadonlyMap<string, ApiContact>;

const made = new WeakMap<Contacts, readonly ApiContact[]>();
const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** Sorted once for each state of the list. */
export function inOrder(contacts: Contacts): readonly ApiContact[] {
  const known = made.get(contacts);
  if (known) return known;
  const named = Array.from(contacts.values(), (contact) => ({ contact, name: displayName(contact) }));
  const sorted = named
    .sort((a, b) => group(a.contact) - group(b.contact) || collator.compare(a.name, b.name) || byId(a, b))
    .map(({ contact }) => contact);
  made.set(contacts, sorted);
  return sorted;
}

/** The contact `step` rows further, around the ends. */
export function neighbour(contacts: Contacts, current: string | null, step: number): string | null {
  const order = inOrder(contacts);
  if (order.length === 0) return null;
  const at = order.findIndex((contact) => contact.id === current);
  if (at < 0) return order[0]?.id ?? null;
  return order[(at + step + order.length) % order.length]?.id ?? null;
}

/** Who to open first: the one with unread texts, else the first. */
export function firstToOpen(contacts: Contacts): string | null {
  const order = inOrder(contacts);
  return (order.find((contact) => contact.unread > 0) ?? order[0])?.id ?? null;
}

/** `size` rows of the list, the current one among them. */
export function rosterWindow(
  order: readonly ApiContact[],
  current: string | null,
  size: number,
): { rows: readonly ApiContact[]; above: number; below: number } {
  const at = Math.max(
    0,
    order.findIndex((contact) => contact.id === current),
  );
  const start = Math.max(0, Math.min(at - Math.floor(size / 2), order.length - size));
  const rows = order.slice(start, start + size);
  return { rows, above: start, below: order.length - start - rows.length };
}

function group({ relation, removedUs }: ApiContact): number {
  if (relation === 'request') return 0;
  if (relation === 'blocked') return 3;
  return removedUs ? 2 : 1;
}

function byId(a: { contact: ApiContact }, b: { contact: ApiContact }): number {
  return a.contact.id < b.contact.id ? -1 : 1;
}
