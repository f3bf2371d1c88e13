// `torchat forward` and `torchat services`: what contacts offer, as ports of this machine.
import { TorchatError } from '@torchat/core';
import { removeSocksAt, socksRow } from './forward-socks.ts';
import { addressWords, parseAddress } from '../client/address.ts';
import { displayName, findContact } from '../client/contact.ts';
import { parseTarget } from '../client/service-target.ts';
import { loadWords } from '../client/port-words.ts';
import { withAccount } from '../client/with-account.ts';
import { table } from '../terminal/table.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const STORE_ONLY = { network: 'off' } as const;
const LOOPBACK = '127.0.0.1';

export interface NewForward {
  readonly local: string;
  /** `contact/service` */
  readonly target: string;
  readonly kind?: 'tcp' | 'udp';
  readonly redundant?: boolean;
  readonly expose?: boolean;
}

export async function forwardAdd(session: Session, asked: NewForward): Promise<void> {
  const { kind, redundant = false, expose = false } = asked;
  const address = parseAddress(asked.local, LOOPBACK);
  const { who, service } = parseTarget(asked.target);
  await withAccount(session, STORE_ONLY, async (api, { running }) => {
    const contact = findContact(await api.contacts(), who);
    const forward = await api.addForward({
      ...address,
      contact: contact.id,
      service,
      redundant,
      expose,
      ...(kind === undefined ? {} : { kind }),
    });
    if (expose)
      note(session, 'Other machines can reach this port: whoever does reaches the contact in your name.');
    if (session.options.json) return outJson(session, forward);
    out(session, `${addressWords(forward)} (${forward.kind}) leads to ${displayName(contact)}/${service}.`);
    if (!running)
      note(session, 'It stands open while the account runs: start `torchat up` or the chat screen.');
  });
}

export async function forwardList(session: Session): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const forwards = await api.forwards();
    const socks = await api.socks();
    if (session.options.json)
      return outJson(session, [...forwards, ...socks.map((port) => ({ kind: 'socks', ...port }))]);
    if (forwards.length + socks.length === 0)
      return note(session, 'Nothing is forwarded: `torchat forward add` does.');
    const names = new Map((await api.contacts()).map((contact) => [contact.id, displayName(contact)]));
    const rows = forwards.map((forward) => [
      addressWords(forward),
      forward.kind,
      `${names.get(forward.contact) ?? forward.contact}/${forward.service}`,
      loadWords(forward),
    ]);
    out(session, table([...rows, ...socks.map(socksRow)]));
  });
}

export async function forwardRemove(session: Session, local: string): Promise<void> {
  const { host, port } = parseAddress(local, LOOPBACK);
  await withAccount(session, STORE_ONLY, async (api) => {
    const found = (await api.forwards()).filter((forward) => forward.host === host && forward.port === port);
    const removed = [...found.map(({ id }) => id), ...(await removeSocksAt(api, { host, port }))];
    if (removed.length === 0)
      throw new TorchatError(
        'unknown_service',
        'This local port is not forwarded: `torchat forward list` shows them.',
      );
    for (const { id } of found) await api.removeForward(id);
    if (session.options.json) outJson(session, { removed });
    else out(session, `${addressWords({ host, port })} is closed.`);
  });
}

export async function services(session: Session, who: string): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const contact = findContact(await api.contacts(), who);
    if (session.options.json) return outJson(session, contact.services);
    if (contact.services.length === 0)
      return note(
        session,
        `${displayName(contact)} offers nothing, or has not been online since you started.`,
      );
    out(session, table(contact.services.map(({ name, kind }) => [name, kind])));
  });
}
