// The slash commands about files.
import type { ApiFile } from '@torchat/gateway/api';
import { displayName } from '../../client/contact.ts';
import { fileWords, isUnderWay, onlyOne, parseKey, stateWords } from '../../client/file-words.ts';
import type { Slash } from './parse.ts';
import type { Effects } from './perform.ts';
import { typedPath } from './typed-path.ts';

type FileSlash = Extract<Slash, { type: 'file' | 'files' | 'accept' | 'cancel' }>;

/** `contact`: the one whose conversation is open. */
export async function performFile(slash: FileSlash, effects: Effects, contact: () => string): Promise<void> {
  const { api, say } = effects;
  if (slash.type === 'file') {
    const file = await api.sendFile(contact(), typedPath(slash.path));
    return say(`${fileWords(file)} is offered: /cancel ${file.key} takes it back.`);
  }
  const list = (await api.files()).filter(isUnderWay);
  if (slash.type === 'files')
    return say(
      list.length === 0 ? 'No file is on its way.' : list.map((file) => lineOf(file, effects)).join('\n'),
    );
  if (slash.type === 'accept') {
    const offers = list.filter(({ direction, state }) => direction === 'in' && state === 'offered');
    const key = slash.key === null ? onlyOne(offers, 'accept') : parseKey(slash.key);
    await api.acceptFile(key);
    return say(`File ${key} is coming.`);
  }
  // Its end is told as an event.
  await api.cancelFile(slash.key === null ? onlyOne(list, 'cancel') : parseKey(slash.key));
}

function lineOf(file: ApiFile, { state }: Effects): string {
  const contact = state().contacts.get(file.contact);
  const who = contact ? displayName(contact) : file.contact;
  const way = file.direction === 'in' ? 'from' : 'to';
  return `${file.key}  ${way} ${who}: ${fileWords(file)}, ${stateWords(file)}`;
}
