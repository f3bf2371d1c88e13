// `torchat import --legacy` and `torchat export --legacy`: the list of contacts of TorChat 0.9.9.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseId, TorchatError, writeBuddyList } from '@torchat/core';
import { readLegacyFolder } from '@torchat/core/node';
import type { AccountApi } from '@torchat/gateway/api';
import { withAccount } from '../client/with-account.ts';
import { printableLine } from '../terminal/printable.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const FILE = 'buddy-list.txt';
const LONGEST_NAME = 200;
const LONGEST_NOTE = 4000;

/** Adds whom the account has not; names, notes and the profile are taken where ours are empty. */
export async function importLegacy(session: Session, folder: string): Promise<void> {
  const { buddies, profile, odd } = readLegacyFolder(folder);
  await withAccount(session, { network: 'off' }, async (api) => {
    const own = await api.account();
    if (own.profile.name === '' && own.profile.text === '' && (profile.name || profile.text))
      await api.setProfile({ name: printableLine(profile.name).slice(0, LONGEST_NAME), text: profile.text });
    const known = new Map((await api.contacts()).map((contact) => [contact.id, contact]));
    let added = 0;
    for (const buddy of buddies) {
      if (buddy.id === own.id) continue;
      if (!known.has(buddy.id)) added++;
      await take(api, buddy, known.get(buddy.id));
    }
    const unreachable = buddies.filter(({ id }) => id.length === 16).length;
    if (session.options.json) outJson(session, { found: buddies.length, added, unreachable, odd });
    else out(session, `${buddies.length} contacts found, ${added} of them are new.`);
    if (unreachable > 0)
      note(
        session,
        `${unreachable} have an ID of 16 characters: the Tor of today does not reach them, ask them for their new one.`,
      );
    if (odd.length > 0) note(session, `These lines of ${FILE} say nothing: ${odd.join(', ')}.`);
  });
}

async function take(
  api: AccountApi,
  buddy: { readonly id: string; readonly name: string; readonly note: string },
  known: { readonly name: string; readonly note: string } | undefined,
): Promise<void> {
  const name = printableLine(buddy.name).slice(0, LONGEST_NAME);
  if (known === undefined) await api.addContact({ id: buddy.id, ...(name && { name }) });
  else if (known.name === '' && name !== '') await api.editContact(buddy.id, { name });
  if (buddy.note !== '' && (known?.note ?? '') === '')
    await api.editContact(buddy.id, { note: buddy.note.slice(0, LONGEST_NOTE) });
}

/** Writes `buddy-list.txt` into the folder; never over one that is there. */
export async function exportLegacy(session: Session, folder: string, short: boolean): Promise<void> {
  await withAccount(session, { network: 'off' }, async (api) => {
    const listed = (await api.contacts()).filter(({ relation }) => relation === 'listed');
    const text = writeBuddyList(
      listed.map(({ id, name, profile }) => ({ id: parseId(id), name: name || profile.name })),
      short,
    );
    const file = join(folder, FILE);
    try {
      writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    } catch (cause) {
      const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
      throw new TorchatError(
        isThere ? 'bad_request' : 'file_failed',
        isThere ? `There is a ${FILE} already: move it away.` : `${file} cannot be written.`,
        { cause },
      );
    }
    if (session.options.json) outJson(session, { path: file, contacts: listed.length });
    else out(session, `${file}: ${listed.length} contacts.`);
  });
}
