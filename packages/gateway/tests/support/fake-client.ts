// A client by hand: keeps contacts and texts in arrays, obeys commands at once, and tells what a test makes it tell.
import {
  type AccountView,
  type Command,
  type ContactView,
  type Event,
  type FileView,
  idOfPublicKey,
  type Message,
  TorchatError,
  type TorchatId,
} from '@torchat/core';
import type { Client, ServiceState } from '@torchat/core/node';

/** A valid id, another for every number. */
export function someId(number: number): TorchatId {
  return idOfPublicKey(new Uint8Array(32).fill(number));
}

export interface FakeClient extends Client {
  service: ServiceState | 'off';
  readonly commands: Command[];
  readonly contacts: Map<TorchatId, ContactView>;
  readonly sending: FileView[];
  /** Tells every subscriber. */
  tell(event: Event): void;
  changeService(state: ServiceState | 'off'): void;
}

export function fakeContact(id: TorchatId, name = ''): ContactView {
  return {
    id,
    name,
    note: '',
    relation: 'listed',
    removedUs: false,
    addedAt: 1_000,
    lastSeenAt: null,
    returned: false,
    keepHistory: false,
    pinned: false,
    files: { consent: 'ask', upTo: 0, folder: null },
    seal: 'none',
    profile: { name: '', text: '' },
    avatar: { rgb: new Uint8Array(12_288), alpha: new Uint8Array() },
    presence: 'offline',
    unread: 0,
    waiting: 0,
    client: '',
    services: [],
  };
}

export function fakeClient(): FakeClient {
  const listeners = new Set<(event: Event) => void>();
  const serviceListeners = new Set<(state: ServiceState | 'off') => void>();
  const messages: Message[] = [];
  let own: Pick<AccountView, 'profile' | 'avatar' | 'status' | 'settings'> = {
    profile: { name: 'Ann', text: '' },
    avatar: null,
    status: 'available',
    settings: { strangers: 'ask', looksLike: 'torchat' },
  };

  function edit(id: TorchatId, change: Partial<ContactView>): void {
    const contact = client.contacts.get(id);
    if (contact === undefined) throw new TorchatError('unknown_contact', 'There is no such contact.');
    const changed = { ...contact, ...change };
    client.contacts.set(id, changed);
    client.tell({ type: 'contact', contact: changed });
  }

  function setOwn(change: Partial<typeof own>): void {
    own = { ...own, ...change };
    client.tell({ type: 'own', ...own });
  }

  function obey(command: Command): Message | null {
    switch (command.type) {
      case 'add':
        if (command.id === client.id) throw new TorchatError('own_id', 'This is your own ID.');
        client.contacts.set(command.id, fakeContact(command.id));
        edit(command.id, { name: command.name ?? '' });
        return null;
      case 'remove':
        client.contacts.delete(command.id);
        client.tell({ type: 'contact_gone', id: command.id });
        return null;
      case 'rename':
        edit(command.id, { name: command.name });
        return null;
      case 'note':
        edit(command.id, { note: command.note });
        return null;
      case 'keep_history':
        edit(command.id, { keepHistory: command.keep });
        return null;
      case 'file_policy':
        edit(command.id, { files: command.policy });
        return null;
      case 'block':
      case 'unblock':
        edit(command.id, { relation: command.type === 'block' ? 'blocked' : 'listed' });
        return null;
      case 'status':
        setOwn({ status: command.status });
        return null;
      case 'profile':
        setOwn({ profile: command.profile });
        return null;
      case 'avatar':
        setOwn({ avatar: command.avatar });
        return null;
      case 'settings':
        setOwn({ settings: command.settings });
        return null;
      case 'send': {
        const message: Message = {
          contact: command.id,
          key: messages.length + 1,
          direction: 'out',
          at: 2_000,
          text: command.text,
          state: 'waiting',
        };
        messages.push(message);
        client.tell({ type: 'message', message });
        return message;
      }
      case 'read':
      case 'dial':
      case 'drop':
      case 'seal':
      case 'raw':
      case 'end_returning':
      case 'take_over':
      case 'send_file':
      case 'share':
      case 'unshare':
      case 'forward':
      case 'unforward':
      case 'tunnel_settings':
      case 'open_tunnel':
        return null;
      case 'accept_file':
      case 'refuse_file':
      case 'cancel_file':
      case 'pause_file':
      case 'resume_file':
      case 'forget_file':
        if (client.sending.some(({ key }) => key === command.file)) return null;
        throw new TorchatError('unknown_file', 'There is no such file under way.');
      default:
        return command satisfies never;
    }
  }

  const client: FakeClient = {
    id: someId(0),
    service: 'published',
    commands: [],
    contacts: new Map(),
    async command(command) {
      client.commands.push(command);
      return obey(command);
    },
    sending: [],
    async sendFile(contact, path) {
      const key = client.sending.length + 1;
      const file = {
        key,
        contact,
        direction: 'out',
        name: path,
        size: 5,
        items: null,
        moved: 0,
        rate: 0,
        secondsLeft: null,
        state: 'offered',
        pausedBy: null,
        why: '',
        path: null,
        at: 3_000,
        movedAt: 3_000,
      } as const;
      client.sending.push(file);
      return { ...file, skipped: ['a link'] };
    },
    openTunnel: () => Promise.reject(new TorchatError('contact_offline', 'Nobody is there.')),
    setTunnelHandler: () => undefined,
    files: () => client.sending,
    view: () => ({
      id: client.id,
      ...own,
      reachability: { state: 'reachable', delay: 300 },
      returningUntil: null,
      twin: null,
      contacts: [...client.contacts.values()],
      shares: [],
      forwards: [],
      tunnelSettings: { socks: [], limits: [], log: false },
    }),
    contact: (id) => client.contacts.get(id) ?? null,
    history: (id, { before = Infinity, limit }) =>
      messages.filter((message) => message.contact === id && message.key < before).slice(-limit),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onService(listener) {
      serviceListeners.add(listener);
      return () => serviceListeners.delete(listener);
    },
    tell(event) {
      for (const listener of listeners) listener(event);
    },
    changeService(state) {
      client.service = state;
      for (const listener of serviceListeners) listener(state);
    },
    ended: Promise.resolve(null),
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
  return client;
}
