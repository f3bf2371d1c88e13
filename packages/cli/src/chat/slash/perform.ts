// Carries out a slash command; what it says stands in the conversation.
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiContact } from '@torchat/gateway/api';
import { displayName, findContact, idToAdd } from '../../client/contact.ts';
import { parseStatus } from '../../client/own-status.ts';
import { networkWords, reachabilityWords, statusWords } from '../../client/words.ts';
import type { Palette } from '../../terminal/palette.ts';
import { printable, printableLine } from '../../terminal/printable.ts';
import type { ChatState } from '../state.ts';
import { performAvatar } from './avatar.ts';
import { performFile } from './files.ts';
import { HELP, type Slash } from './parse.ts';
import { performPorts } from './ports.ts';
import { performSeal } from './seal.ts';

export interface Effects {
  readonly api: AccountApi;
  readonly state: () => ChatState;
  readonly say: (text: string, tone?: 'info' | 'picture') => void;
  /** Null where pictures cannot be shown. */
  readonly palette: Palette | null;
  readonly open: (id: string) => void;
  readonly quit: () => void;
}

/** Rejects with a `TorchatError` to show. */
export async function perform(slash: Slash, effects: Effects): Promise<void> {
  const { api, say } = effects;
  switch (slash.type) {
    case 'add': {
      const id =
        slash.id === null
          ? theCurrent(effects).id
          : idToAdd([...effects.state().contacts.values()], slash.id);
      const contact = await api.addContact({ id, ...(slash.name === null ? {} : { name: slash.name }) });
      effects.open(contact.id);
      return say(`${displayName(contact)} is on your list.`);
    }
    case 'remove': {
      const contact = named(effects, slash.who);
      if (!slash.sure) return say(`This drops all texts with ${displayName(contact)}: /remove yes does it.`);
      await api.removeContact(contact.id);
      return say(`${displayName(contact)} is removed.`);
    }
    case 'block':
    case 'unblock': {
      const contact = named(effects, slash.who);
      await api.editContact(contact.id, { blocked: slash.type === 'block' });
      return say(
        `${displayName(contact)} is ${slash.type === 'block' ? 'blocked' : 'not blocked any more'}.`,
      );
    }
    case 'rename': {
      const contact = await api.editContact(theCurrent(effects).id, { name: slash.name });
      return say(`This contact is now ${displayName(contact)}.`);
    }
    case 'open':
      return effects.open(findContact([...effects.state().contacts.values()], slash.who).id);
    case 'status':
      return status(slash.status, effects);
    case 'profile':
      return profile(slash, effects);
    case 'history':
      return history(slash.keep, effects);
    case 'file':
    case 'files':
    case 'accept':
    case 'refuse':
    case 'cancel':
    case 'pause':
    case 'resume':
    case 'consent':
      return performFile(slash, effects, () => theCurrent(effects));
    case 'seal':
      return performSeal(slash, effects, () => theCurrent(effects));
    case 'services':
    case 'forward':
    case 'share':
      return performPorts(slash, effects, () => theCurrent(effects));
    case 'avatar':
      return performAvatar(slash, effects, () => theCurrent(effects));
    case 'take-over':
      await api.takeOver();
      return say('The account is to run on this machine: another one that runs it is asked to give way.');
    case 'id':
      return say(`Your TorChat ID: ${effects.state().account?.id ?? 'not known yet'}`);
    case 'help': {
      const widest = Math.max(...HELP.map(([keys]) => keys.length));
      return say(HELP.map(([keys, what]) => `${keys.padEnd(widest)}  ${what}`).join('\n'));
    }
    case 'quit':
      return effects.quit();
    case 'wrong':
      throw new TorchatError('bad_request', slash.why);
    default:
      return slash satisfies never;
  }
}

async function status(wanted: string | null, { api, say }: Effects): Promise<void> {
  if (wanted === null) {
    const account = await api.account();
    return say(
      `You are ${statusWords(account.status)}; ${networkWords(account.network)}; ${reachabilityWords(account)}.`,
    );
  }
  const { status: now } = await api.setStatus(parseStatus(wanted));
  return say(`Contacts see you ${statusWords(now)}.`);
}

async function profile(
  { field, value }: Extract<Slash, { type: 'profile' }>,
  { api, say }: Effects,
): Promise<void> {
  const { profile: before } = await api.account();
  const after = field === null ? before : (await api.setProfile({ ...before, [field]: value })).profile;
  const text = after.text === '' ? '' : ` and the text: ${printable(after.text)}`;
  return say(`Contacts see the name ${printableLine(after.name) || '(none)'}${text}`);
}

async function history(keep: 'on' | 'off' | 'clear' | null, effects: Effects): Promise<void> {
  const { api, say } = effects;
  const contact = theCurrent(effects);
  const name = displayName(contact);
  if (keep === null) return say(`Texts with ${name} are ${contact.keepHistory ? '' : 'not '}kept.`);
  if (keep === 'on') await api.editContact(contact.id, { keepHistory: true });
  else await api.editContact(contact.id, { keepHistory: false });
  if (keep === 'clear' && contact.keepHistory) await api.editContact(contact.id, { keepHistory: true });
  if (keep === 'on') return say(`Texts with ${name} are kept from now on.`);
  return say(`The texts kept of ${name} are gone${keep === 'off' ? ', and no more are kept' : ''}.`);
}

function named(effects: Effects, who: string | null): ApiContact {
  return who === null ? theCurrent(effects) : findContact([...effects.state().contacts.values()], who);
}

function theCurrent({ state }: Effects): ApiContact {
  const { current, contacts } = state();
  const contact = current === null ? undefined : contacts.get(current);
  if (!contact) throw new TorchatError('unknown_contact', 'No contact is open: /add ID adds one.');
  return contact;
}
