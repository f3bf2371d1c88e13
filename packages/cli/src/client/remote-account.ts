// A running account reached over its gateway's socket: the same calls as in process, spoken over HTTP.
import type {
  AccountApi,
  ApiAccount,
  ApiContact,
  ApiFile,
  ApiForward,
  ApiMessage,
  ApiOfferedFile,
  ApiShare,
  ApiShareLimit,
  ApiShareLog,
  ApiSocksPort,
  BackupSummary,
  RouteName,
} from '@torchat/gateway/api';
import { watchEvents } from './events.ts';
import { answeredError, unansweredError } from './failure.ts';
import { ORIGIN, paths } from './routes.ts';
import type { Transport } from './transport.ts';

/** Milliseconds for an answer: a gateway that was stopped (Ctrl-Z) takes requests and never answers. */
const PATIENCE = 30_000;
/** The same for a backup of long histories. */
const BACKUP_PATIENCE = 600_000;

interface Call {
  readonly id?: string;
  readonly body?: object;
  readonly png?: Uint8Array;
  readonly query?: Record<string, number | undefined>;
  readonly patience?: number;
}

export function remoteAccount(transport: Transport): AccountApi {
  async function ask(
    route: RouteName,
    { id, body, png, query, patience = PATIENCE }: Call,
  ): Promise<Response> {
    const [method, path] = paths[route];
    const url = new URL(path.replace(':id', encodeURIComponent(id ?? '')), ORIGIN);
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const response = await transport
      .fetch(url.href, {
        method: method.toUpperCase(),
        signal: AbortSignal.timeout(patience),
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        ...(png && { body: new Uint8Array(png), headers: { 'content-type': 'image/png' } }),
      })
      .catch((error: unknown) => {
        throw unansweredError(error);
      });
    if (!response.ok) throw await answeredError(response);
    return response;
  }

  async function call(route: RouteName, what: Call = {}): Promise<unknown> {
    const response = await ask(route, what);
    const text = await response.text().catch((error: unknown) => {
      throw unansweredError(error);
    });
    return text === '' ? undefined : JSON.parse(text);
  }

  async function picture(route: RouteName, what: Call = {}): Promise<Uint8Array> {
    const response = await ask(route, what);
    return response.bytes().catch((error: unknown) => {
      throw unansweredError(error);
    });
  }

  return {
    account: async () => (await call('account')) as ApiAccount,
    setStatus: async (status) => (await call('setStatus', { body: { status } })) as ApiAccount,
    setProfile: async (profile) => (await call('setProfile', { body: profile })) as ApiAccount,
    setSettings: async (settings) => (await call('setSettings', { body: settings })) as ApiAccount,
    avatar: () => picture('avatar'),
    setAvatar: async (png) => (await call('setAvatar', { png })) as ApiAccount,
    clearAvatar: async () => void (await call('clearAvatar')),
    contactAvatar: (id) => picture('contactAvatar', { id }),
    takeOver: async () => (await call('takeOver')) as ApiAccount,
    endReturning: async () => (await call('endReturning')) as ApiAccount,
    contacts: async () => (await call('contacts')) as ApiContact[],
    contact: async (id) => (await call('contact', { id })) as ApiContact,
    addContact: async (contact) => (await call('addContact', { body: contact })) as ApiContact,
    editContact: async (id, edit) => (await call('editContact', { id, body: edit })) as ApiContact,
    removeContact: async (id) => void (await call('removeContact', { id })),
    messages: async (id, page) => (await call('messages', { id, query: { ...page } })) as ApiMessage[],
    send: async (id, text) => (await call('send', { id, body: { text } })) as ApiMessage,
    read: async (id, upTo) => void (await call('read', { id, body: { upTo } })),
    decideSeal: async (id, choice) => (await call('decideSeal', { id, body: { choice } })) as ApiContact,
    dial: async (id) => void (await call('dial', { id })),
    files: async () => (await call('files')) as ApiFile[],
    sendFile: async (id, path) => (await call('sendFile', { id, body: { path } })) as ApiOfferedFile,
    acceptFile: async (key, where) =>
      void (await call('acceptFile', { id: `${key}`, ...(where && { body: where }) })),
    refuseFile: async (key) => void (await call('refuseFile', { id: `${key}` })),
    pauseFile: async (key) => void (await call('pauseFile', { id: `${key}` })),
    resumeFile: async (key) => void (await call('resumeFile', { id: `${key}` })),
    forgetFile: async (key) => void (await call('forgetFile', { id: `${key}` })),
    cancelFile: async (key) => void (await call('cancelFile', { id: `${key}` })),
    shares: async () => (await call('shares')) as ApiShare[],
    putShare: async (share) => (await call('putShare', { body: share })) as ApiShare,
    removeShare: async (name) => void (await call('removeShare', { id: name })),
    forwards: async () => (await call('forwards')) as ApiForward[],
    addForward: async (forward) => (await call('addForward', { body: forward })) as ApiForward,
    removeForward: async (id) => void (await call('removeForward', { id })),
    socks: async () => (await call('socks')) as ApiSocksPort[],
    addSocks: async (port) => (await call('addSocks', { body: port })) as ApiSocksPort,
    removeSocks: async (id) => void (await call('removeSocks', { id })),
    shareLimits: async () => (await call('shareLimits')) as ApiShareLimit[],
    putShareLimit: async (limit) => (await call('putShareLimit', { body: limit })) as ApiShareLimit,
    shareLog: async () => (await call('shareLog')) as ApiShareLog,
    setShareLog: async (log) => (await call('setShareLog', { body: log })) as ApiShareLog,
    backup: async (request) =>
      (await call('backup', { body: request, patience: BACKUP_PATIENCE })) as BackupSummary,
    shutdown: async () => void (await call('shutdown')),
    watch: (listener, signal) => watchEvents(transport, listener, signal),
  };
}
