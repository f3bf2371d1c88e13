// The slash commands about files.
import type { ApiContact, ApiFile } from '@torchat/gateway/api';
import { displayName } from '../../client/contact.ts';
import { type ConsentWish, consentWords, withConsent } from '../../client/file-consent.ts';
import { settle } from '../../client/file-deeds.ts';
import { fileWords, isUnderWay, percentOf, skippedWords, stateWords } from '../../client/file-words.ts';
import type { Slash } from './parse.ts';
import type { Effects } from './perform.ts';
import { typedPath } from './typed-path.ts';

type FileSlash = Extract<
  Slash,
  { type: 'file' | 'files' | 'accept' | 'refuse' | 'cancel' | 'pause' | 'resume' | 'consent' }
>;
type Consent = Extract<Slash, { type: 'consent' }>;

/** `contact`: the one whose conversation is open. */
export async function performFile(
  slash: FileSlash,
  effects: Effects,
  contact: () => ApiContact,
): Promise<void> {
  const { api, say } = effects;
  switch (slash.type) {
    case 'file': {
      const file = await api.sendFile(contact().id, typedPath(slash.path));
      const skipped = skippedWords(file);
      if (skipped !== '') say(skipped);
      return say(`${fileWords(file)} is offered: /cancel ${file.key} takes it back.`);
    }
    case 'files': {
      const list = (await api.files()).filter(isUnderWay);
      if (list.length === 0) return say('No file is on its way.');
      return say(list.map((file) => lineOf(file, effects)).join('\n'));
    }
    case 'consent':
      return consent(slash, effects, contact());
    case 'accept':
    case 'refuse':
    case 'cancel':
    case 'pause':
    case 'resume': {
      const folder = slash.type === 'accept' && slash.folder !== null ? typedPath(slash.folder) : undefined;
      const { key, file, became } = await settle(api, slash.type, slash.key, folder);
      // The end of one is told as an event.
      if (slash.type === 'cancel' || slash.type === 'refuse') return;
      return say(`${file === null ? `File ${key}` : fileWords(file)} ${became}.`);
    }
    default:
      return slash satisfies never;
  }
}

async function consent(slash: Consent, { api, say }: Effects, contact: ApiContact): Promise<void> {
  const wanted = withConsent(contact.files, wishOf(slash), '/consent always 20M');
  const { files } = slash.what === 'show' ? contact : await api.editContact(contact.id, { files: wanted });
  say(`${displayName(contact)}: ${consentWords(files)}`);
}

function wishOf(slash: Consent): ConsentWish {
  switch (slash.what) {
    case 'show':
      return {};
    case 'always':
      return { consent: 'always', ...(slash.upTo === null ? {} : { upTo: slash.upTo }) };
    case 'folder':
      return { folder: slash.folder === null ? null : typedPath(slash.folder) };
    case 'ask':
    case 'never':
      return { consent: slash.what };
    default:
      return slash satisfies never;
  }
}

function lineOf(file: ApiFile, { state }: Effects): string {
  const contact = state().contacts.get(file.contact);
  const who = contact ? displayName(contact) : file.contact;
  const way = file.direction === 'in' ? 'from' : 'to';
  return `${file.key}  ${way} ${who}: ${fileWords(file)}, ${percentOf(file)} %, ${stateWords(file)}`;
}
