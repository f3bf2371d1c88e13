// `torchat share`: ports of this machine that contacts may reach.
import { addressWords, parseAddress } from '../client/address.ts';
import { displayName, findContact } from '../client/contact.ts';
import { withAccount } from '../client/with-account.ts';
import { table } from '../terminal/table.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const STORE_ONLY = { network: 'off' } as const;

export interface NewShare {
  readonly name: string;
  readonly kind: 'tcp' | 'udp';
  readonly address: string;
  /** Contacts, separated by commas. */
  readonly with: string;
  readonly exposeLan?: boolean;
}

export async function shareAdd(session: Session, asked: NewShare): Promise<void> {
  const { name, kind, exposeLan = false } = asked;
  const address = parseAddress(asked.address, null);
  await withAccount(session, STORE_ONLY, async (api) => {
    const contacts = await api.contacts();
    const chosen = asked.with
      .split(',')
      .filter((who) => who.trim() !== '')
      .map((who) => findContact(contacts, who));
    const share = await api.putShare({
      name,
      kind,
      ...address,
      with: [...new Set(chosen.map(({ id }) => id))],
      exposeLan,
    });
    if (session.options.json) return outJson(session, share);
    out(
      session,
      `${name} (${kind} ${addressWords(share)}) is shared with ${chosen.map(displayName).join(', ')}.`,
    );
  });
}

export async function shareList(session: Session): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const shares = await api.shares();
    if (session.options.json) return outJson(session, shares);
    if (shares.length === 0) return note(session, 'You share nothing: `torchat share add` does.');
    const names = new Map((await api.contacts()).map((contact) => [contact.id, displayName(contact)]));
    const rows = shares.map((share) => [
      share.name,
      share.kind,
      addressWords(share),
      share.with.length === 0
        ? 'with nobody'
        : `with ${share.with.map((id) => names.get(id) ?? id).join(', ')}`,
    ]);
    out(session, table(rows));
  });
}

export async function shareRemove(session: Session, name: string): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    await api.removeShare(name);
    if (session.options.json) outJson(session, { name, removed: true });
    else out(session, `${name} is not shared any more.`);
  });
}
