// Host names of the SOCKS port: `CONTACT.SERVICE.torchat`. Nothing else is a name here, and none is ever looked up.
import type { ContactView, ServiceKind, TorchatId } from '@torchat/core';
import { REPLY, type Reply } from './replies.ts';

const SUFFIX = '.torchat';
/** Of a label in a host name (RFC 1035). */
const LONGEST_LABEL = 63;

export interface Resolved {
  readonly contact: TorchatId;
  readonly service: string;
}

/**
 * A contact's name as a host name has it: without accents, in lower case, and a hyphen for every run of anything but a-z and 0-9.
 * Empty where nothing is left: such a contact is named by its id.
 */
export function contactLabel(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST_LABEL)
    .replaceAll(/^-+|-+$/gu, '');
}

/** Whose service a host name means: the contact of this id, else the only one with this name. A reply where none is meant. */
export function resolve(
  contacts: readonly ContactView[],
  host: string | null,
  kind: ServiceKind,
): Resolved | Reply {
  const name = host?.toLowerCase() ?? '';
  if (!name.endsWith(SUFFIX)) return REPLY.notAllowed;
  const [label = '', service = '', ...more] = name.slice(0, -SUFFIX.length).split('.');
  if (label === '' || service === '' || more.length > 0) return REPLY.notAllowed;
  const listed = contacts.filter(({ relation }) => relation === 'listed');
  const named = listed.filter((contact) => contactLabel(contact.name) === label);
  const contact = listed.find(({ id }) => id === label) ?? (named.length === 1 ? named[0] : undefined);
  if (contact === undefined) return REPLY.notAllowed;
  if (contact.services.some((offered) => offered.name === service && offered.kind === kind))
    return { contact: contact.id, service };
  // One that is away may offer it when it comes.
  return isOnline(contact) ? REPLY.notAllowed : REPLY.hostUnreachable;
}

function isOnline({ presence }: ContactView): boolean {
  return presence !== 'offline' && presence !== 'handshake';
}
