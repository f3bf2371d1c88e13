// Joins a backup to what an account has by now: what is there stays, what is missing comes back.
import { renumbered } from '../../backup/renumbered.ts';
import type { TorchatId } from '../../identity/id.ts';
import type { Contact, Numbering } from '../../model.ts';
import type { HasText } from '../store/open-store.ts';
import type { KeptText } from '../store/read.ts';
import type { Contents, Source } from './contents.ts';

/** `has` tells what the account has already. */
export function merged(current: Source, backup: Source, has: HasText): Source {
  const ours = new Map(current.contents.numbering.map((one) => [one.contact, one]));
  const theirs = new Map(backup.contents.numbering.map((one) => [one.contact, one]));
  const before = renumbered(backup.contents.numbering);
  const kept = new Map(current.contents.contacts.map((contact) => [contact.id, contact]));

  /** A text of the backup as it is taken over; null: not at all. */
  function taken(text: KeptText): KeptText | null {
    if (has(text)) return null;
    const our = ours.get(text.contact);
    const their = theirs.get(text.contact);
    if (text.state === 'waiting') {
      // Where the outbox went on since, the other side could not tell whether it has this one.
      if (our !== undefined && our.outEpoch !== '') return null;
      return { ...text, epoch: before.epochOf(text) };
    }
    // This very store has seen it unread already, and it was read since.
    const seen = our?.inEpoch != null && our.inEpoch === their?.inEpoch;
    if (text.state === 'unread' && seen) return keeps(text.contact) ? { ...text, state: 'read' } : null;
    return text;
  }

  function keeps(id: TorchatId): boolean {
    return kept.get(id)?.keepHistory === true;
  }

  return {
    contents: mergedContents(current.contents, backup.contents, theirs),
    texts: byTime(current.texts, chosen(backup.texts, taken)),
  };
}

function mergedContents(
  current: Contents,
  backup: Contents,
  theirs: ReadonlyMap<TorchatId, Numbering>,
): Contents {
  const { profile, avatar, status, settings, voucherBook } = current;
  const ours = new Set(current.numbering.map(({ contact }) => contact));
  const before = new Map(backup.contacts.map((contact) => [contact.id, contact]));
  const has = new Set(current.contacts.map(({ id }) => id));
  return {
    profile: profile.name === '' && profile.text === '' ? backup.profile : profile,
    avatar: avatar ?? backup.avatar,
    status,
    settings,
    voucherBook,
    shares: joined(current.shares, backup.shares, ({ kind, name }) => `${kind} ${name}`),
    forwards: joined(current.forwards, backup.forwards, ({ kind, host, port }) => `${kind} ${host} ${port}`),
    tunnelSettings: {
      ...current.tunnelSettings,
      socks: joined(current.tunnelSettings.socks, backup.tunnelSettings.socks, ({ port }) => `${port}`),
      limits: joined(current.tunnelSettings.limits, backup.tunnelSettings.limits, ({ contact }) => contact),
    },
    vouchers: joined(current.vouchers, backup.vouchers, ({ contact }) => contact),
    contacts: [
      ...current.contacts.map((contact) => mergedContact(contact, before.get(contact.id))),
      ...backup.contacts.filter(({ id }) => !has.has(id)),
    ],
    numbering: [
      ...current.numbering.map((one) => mergedNumbering(one, theirs.get(one.contact))),
      ...renumbered(backup.numbering).numbering.filter(({ contact }) => !ours.has(contact)),
    ],
    drawer: new Map([...backup.drawer, ...current.drawer]),
  };
}

/** Ours, and of theirs what has another name. */
function joined<One>(ours: readonly One[], theirs: readonly One[], name: (one: One) => string): One[] {
  const taken = new Set(ours.map(name));
  return [...ours, ...theirs.filter((one) => !taken.has(name(one)))];
}

function mergedContact(contact: Contact, before: Contact | undefined): Contact {
  if (before === undefined) return contact;
  return {
    ...contact,
    name: contact.name || before.name,
    note: contact.note || before.note,
    pinned: contact.pinned || before.pinned,
  };
}

/** What we sent since counts; what they sent us is known from before where nothing came since. */
function mergedNumbering(one: Numbering, before: Numbering | undefined): Numbering {
  if (one.inEpoch !== null || before === undefined) return one;
  return { ...one, inEpoch: before.inEpoch, inSeq: before.inSeq };
}

async function* chosen(
  texts: Source['texts'],
  take: (text: KeptText) => KeptText | null,
): AsyncGenerator<KeptText> {
  for await (const text of texts) {
    const taken = take(text);
    if (taken !== null) yield taken;
  }
}

/** Each side keeps its order; of two heads the older one goes first. */
async function* byTime(first: Source['texts'], second: AsyncGenerator<KeptText>): AsyncGenerator<KeptText> {
  let head = await second.next();
  for await (const text of first) {
    while (head.done !== true && head.value.at < text.at) {
      yield head.value;
      head = await second.next();
    }
    yield text;
  }
  for (; head.done !== true; head = await second.next()) yield head.value;
}
