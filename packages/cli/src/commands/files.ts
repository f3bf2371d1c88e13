// `torchat files`, `accept`, `cancel`: what is on its way or offered, and what becomes of it.
import type { AccountApi, ApiContact, ApiFile } from '@torchat/gateway/api';
import { displayName } from '../client/contact.ts';
import { fileWords, isUnderWay, onlyOne, parseKey, sizeWords, stateWords } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { printableLine } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const STORE_ONLY = { network: 'off' } as const;

export async function files(session: Session): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const list = (await api.files()).filter(isUnderWay);
    if (session.options.json) outJson(session, list);
    else if (list.length === 0) note(session, 'No file is on its way.');
    else out(session, table(rows(list, await api.contacts())));
  });
}

function rows(list: readonly ApiFile[], contacts: readonly ApiContact[]): string[][] {
  const names = new Map(contacts.map((contact) => [contact.id, displayName(contact)]));
  return list.map((file) => [
    `${file.key}`,
    `${file.direction === 'in' ? 'from' : 'to'} ${names.get(file.contact) ?? file.contact}`,
    stateWords(file),
    sizeWords(file.size),
    printableLine(file.name),
  ]);
}

export async function accept(session: Session, given: string | undefined): Promise<void> {
  await settle(session, given, 'accept', async (api, file) => {
    await api.acceptFile(file);
    return 'is coming';
  });
}

export async function cancel(session: Session, given: string | undefined): Promise<void> {
  await settle(session, given, 'cancel', async (api, file) => {
    await api.cancelFile(file);
    return 'is stopped';
  });
}

async function settle(
  session: Session,
  given: string | undefined,
  what: 'accept' | 'cancel',
  work: (api: AccountApi, key: number) => Promise<string>,
): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const list = (await api.files()).filter(isUnderWay);
    const meant = what === 'accept' ? list.filter(isOffer) : list;
    const key = given === undefined ? onlyOne(meant, what) : parseKey(given);
    const became = await work(api, key);
    const file = list.find((one) => one.key === key);
    if (session.options.json) outJson(session, { key, [what === 'accept' ? 'accepted' : 'cancelled']: true });
    else out(session, `${file === undefined ? `File ${key}` : fileWords(file)} ${became}.`);
  });
}

function isOffer({ direction, state }: ApiFile): boolean {
  return direction === 'in' && state === 'offered';
}
