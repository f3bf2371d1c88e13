// `torchat files`: what is offered, on its way, or ended lately.
import type { ApiContact, ApiFile } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { isUnderWay, nameWords, sizeWords, stateWords } from '../client/file-words.ts';
import { leftWords, rateWords, shortBar } from '../client/transfer-bar.ts';
import { withAccount } from '../client/with-account.ts';
import { table } from '../terminal/table.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

/** Without a contact: of all. `all`: those that have ended, too. */
export async function files(session: Session, who: string | undefined, all: boolean): Promise<void> {
  await withAccount(session, { network: 'off' }, async (api) => {
    const contacts = await api.contacts();
    const of = who === undefined ? null : findContact(contacts, who).id;
    const list = (await api.files()).filter(
      (file) => (of === null || file.contact === of) && (all || isUnderWay(file)),
    );
    if (session.options.json) outJson(session, list);
    else if (list.length === 0) note(session, all ? 'No file was sent.' : 'No file is on its way.');
    else out(session, table(rows(list, contacts)));
  });
}

function rows(list: readonly ApiFile[], contacts: readonly ApiContact[]): string[][] {
  const names = new Map(contacts.map((contact) => [contact.id, displayName(contact)]));
  return list.map((file) => [
    `${file.key}`,
    `${file.direction === 'in' ? '↓ from' : '↑ to'} ${names.get(file.contact) ?? file.contact}`,
    nameWords(file),
    sizeWords(file.size),
    isUnderWay(file) ? shortBar(file) : '',
    [stateWords(file), rateWords(file), leftWords(file)].filter((words) => words !== '').join(', '),
  ]);
}
