// What one can do with the account, done by the client in this process.
import { isAbsolute } from 'node:path';
import { type Avatar, parseId, TorchatError, type Command, type TorchatId } from '@torchat/core';
import { avatarOfPng, pngOfAvatar } from '@torchat/core/avatar';
import type { AccountApi } from '../api/account-api.ts';
import type { EditContact, ApiContact } from '../api/schemas/contact.ts';
import { MAX_TEXT_BYTES } from '../api/schemas/message.ts';
import type { Feed } from './feed.ts';
import { filesApi } from './files.ts';
import { historyPage } from './history-page.ts';
import { tunnelApi, type TunnelOptions } from './tunnels.ts';
import { tunnelSettingsApi } from './tunnel-settings.ts';
import { accountView, contactView, messageView, type Running, unknownContact } from './view.ts';

export interface LocalAccountOptions {
  readonly running: Running;
  readonly feed: Feed;
  /** Aborts when the gateway closes. */
  readonly closing: AbortSignal;
  readonly backUp: AccountApi['backup'];
  readonly shutdown: () => void;
  readonly tunnels: Omit<TunnelOptions, 'client'>;
}

export function localAccount({
  running,
  feed,
  closing,
  backUp,
  shutdown,
  tunnels,
}: LocalAccountOptions): AccountApi {
  const { client } = running;

  async function change(command: Command): Promise<ReturnType<typeof accountView>> {
    await client.command(command);
    return accountView(running);
  }

  function contactOf(id: TorchatId): ApiContact {
    const contact = client.contact(id);
    if (contact === null) throw unknownContact();
    return contactView(contact);
  }

  /** The id of a contact we have. */
  function known(text: string): TorchatId {
    const id = parseId(text);
    if (client.contact(id) === null) throw unknownContact();
    return id;
  }

  return {
    account: async () => accountView(running),
    setStatus: (status) => change({ type: 'status', status }),
    setProfile: (profile) => change({ type: 'profile', profile }),
    avatar: async () => asPng(client.view().avatar, 'You have no picture: one can be set.'),
    setAvatar: async (png) => change({ type: 'avatar', avatar: await avatarOfPng(png) }),
    async clearAvatar() {
      await client.command({ type: 'avatar', avatar: null });
    },
    setSettings: (settings) => change({ type: 'settings', settings }),
    takeOver: () => change({ type: 'take_over' }),
    endReturning: () => change({ type: 'end_returning' }),
    contacts: async () => client.view().contacts.map(contactView),
    contact: async (id) => contactOf(parseId(id)),
    async contactAvatar(text) {
      const contact = client.contact(known(text));
      return asPng(contact?.avatar ?? null, 'This contact shows no picture.');
    },
    async addContact({ id: text, name }) {
      const id = parseId(text);
      await client.command({ type: 'add', id, ...(name === undefined ? {} : { name }) });
      return contactOf(id);
    },
    async editContact(text, edit) {
      const id = known(text);
      for (const command of editsOf(id, edit)) await client.command(command);
      return contactOf(id);
    },
    async removeContact(text) {
      await client.command({ type: 'remove', id: known(text) });
    },
    messages: async (text, page) => historyPage(client, known(text), page).map(messageView),
    async send(text, words) {
      const id = known(text);
      // Half a surrogate pair has no UTF-8: what is stored must be what is sent.
      const whole = words.toWellFormed();
      if (Buffer.byteLength(whole) > MAX_TEXT_BYTES)
        throw new TorchatError(
          'too_long',
          `A text has at most ${MAX_TEXT_BYTES / 1024} KiB; send it in parts.`,
        );
      const message = await client.command({ type: 'send', id, text: whole });
      if (message === null)
        throw new TorchatError('internal', 'The text was taken without becoming a message.');
      return messageView(message);
    },
    async read(text, upTo) {
      await client.command({ type: 'read', id: known(text), upTo });
    },
    async decideSeal(text, choice) {
      const id = known(text);
      await client.command({ type: 'seal', id, choice });
      return contactOf(id);
    },
    async dial(text) {
      await client.command({ type: 'dial', id: known(text) });
    },
    ...filesApi(client, known),
    async backup(request) {
      if (!isAbsolute(request.path))
        throw new TorchatError('bad_request', 'The path of a backup is absolute.');
      return backUp(request);
    },
    ...tunnelApi({ client, ...tunnels }),
    ...tunnelSettingsApi({ client, ...tunnels }),
    shutdown: async () => shutdown(),
    watch: (listener, signal) => watch(feed, closing, listener, signal),
  };
}

async function asPng(avatar: Avatar | null, otherwise: string): Promise<Uint8Array> {
  if (avatar === null) throw new TorchatError('no_picture', otherwise);
  return pngOfAvatar(avatar);
}

function editsOf(id: TorchatId, { name, note, keepHistory, files, blocked }: EditContact): Command[] {
  const commands: Command[] = [];
  if (name !== undefined) commands.push({ type: 'rename', id, name });
  if (note !== undefined) commands.push({ type: 'note', id, note });
  if (keepHistory !== undefined) commands.push({ type: 'keep_history', id, keep: keepHistory });
  if (files !== undefined) {
    if (files.folder !== null && !isAbsolute(files.folder))
      throw new TorchatError('bad_request', 'The path of a folder for files is absolute.');
    commands.push({ type: 'file_policy', id, policy: files });
  }
  if (blocked !== undefined) commands.push({ type: blocked ? 'block' : 'unblock', id });
  return commands;
}

async function watch(
  feed: Feed,
  closing: AbortSignal,
  listener: Parameters<AccountApi['watch']>[0],
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const gone = (): void => reject(new TorchatError('gateway_gone', 'The gateway of this account has ended.'));
  const stopped = (): void => resolve();
  // A listener that throws ends its own watch, and nobody else's.
  const guarded: typeof listener = (event) => {
    try {
      listener(event);
    } catch (failure) {
      reject(failure);
    }
  };
  const unsubscribe = feed.subscribe(guarded);
  closing.addEventListener('abort', gone);
  // Before `hello`, which may already be all that the listener wanted.
  signal.addEventListener('abort', stopped);
  if (closing.aborted) gone();
  else guarded(feed.hello());
  try {
    await promise;
  } finally {
    unsubscribe();
    closing.removeEventListener('abort', gone);
    signal.removeEventListener('abort', stopped);
  }
}
