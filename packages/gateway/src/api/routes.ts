// The routes of the local API as data: the server, the OpenAPI document and the clients all read this one table.
import type { z } from 'zod';
import {
  accountSchema,
  MAX_PICTURE_BYTES,
  profileSchema,
  settingsSchema,
  statusSchema,
} from './schemas/account.ts';
import { backupSchema, backupSummarySchema } from './schemas/backup.ts';
import {
  addContactSchema,
  contactSchema,
  contactsSchema,
  decideSealSchema,
  editContactSchema,
} from './schemas/contact.ts';
import {
  historyQuerySchema,
  MAX_TEXT_BYTES,
  messageSchema,
  messagesSchema,
  readSchema,
  sendSchema,
} from './schemas/message.ts';
import { fileRoutes } from './file-routes.ts';
import { tunnelRoutes } from './tunnel-routes.ts';

/** The host name requests carry; the way is the socket file, so it names nobody. */
export const API_HOST = 'localhost';
export const EVENTS_PATH = '/v1/events';
/** Asked for with `Upgrade: torchat-stream`; after the 101 the connection is the service's stream, and the service's end is its end. */
export const STREAM_PATH = '/v1/contacts/:id/services/:service/stream';
export const STREAM_PROTOCOL = 'torchat-stream';
export const OPENAPI_PATH = '/v1/openapi.json';

/** In place of a schema: the body or the answer is a picture. */
export const PNG = 'image/png';

export interface Route {
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  /** With parameters as express writes them (`:id`). */
  readonly path: string;
  readonly summary: string;
  readonly body?: z.ZodType | typeof PNG;
  /** Bytes a body may have, 64 KiB where not given. */
  readonly bodyLimit?: number;
  readonly query?: z.ZodType;
  /** The status of success; 204 answers without a body. */
  readonly status: 200 | 201 | 202 | 204;
  readonly answer?: z.ZodType | typeof PNG;
}

export const routes = {
  account: {
    method: 'get',
    path: '/v1/account',
    summary: 'Who we are, how tor is doing and whether our onion service can be reached.',
    status: 200,
    answer: accountSchema,
  },
  setStatus: {
    method: 'put',
    path: '/v1/status',
    summary: 'Say that we are available, away or away for long.',
    body: statusSchema,
    status: 200,
    answer: accountSchema,
  },
  setProfile: {
    method: 'put',
    path: '/v1/profile',
    summary: 'Change the name and the text that contacts see.',
    body: profileSchema,
    status: 200,
    answer: accountSchema,
  },
  avatar: {
    method: 'get',
    path: '/v1/avatar',
    summary: 'Our own picture, 64 x 64 pixels.',
    status: 200,
    answer: PNG,
  },
  setAvatar: {
    method: 'put',
    path: '/v1/avatar',
    summary: 'Show contacts a picture: the middle square of this one, scaled to 64 x 64 pixels.',
    body: PNG,
    bodyLimit: MAX_PICTURE_BYTES,
    status: 200,
    answer: accountSchema,
  },
  clearAvatar: {
    method: 'delete',
    path: '/v1/avatar',
    summary: 'Show contacts no picture any more.',
    status: 204,
  },
  setSettings: {
    method: 'put',
    path: '/v1/settings',
    summary: 'Change what strangers may do and which client we look like.',
    body: settingsSchema,
    status: 200,
    answer: accountSchema,
  },
  takeOver: {
    method: 'post',
    path: '/v1/take-over',
    summary: 'Run the account on this machine, although another one runs it; that one is asked to give way.',
    status: 200,
    answer: accountSchema,
  },
  endReturning: {
    method: 'delete',
    path: '/v1/returning',
    summary: 'After a restore from the words: from now on no contact comes back by a voucher.',
    status: 200,
    answer: accountSchema,
  },
  contacts: {
    method: 'get',
    path: '/v1/contacts',
    summary: 'All contacts, requests and blocked ones.',
    status: 200,
    answer: contactsSchema,
  },
  addContact: {
    method: 'post',
    path: '/v1/contacts',
    summary: 'Add a contact, accept a request, take back one that removed us, unblock.',
    body: addContactSchema,
    status: 201,
    answer: contactSchema,
  },
  contact: {
    method: 'get',
    path: '/v1/contacts/:id',
    summary: 'One contact.',
    status: 200,
    answer: contactSchema,
  },
  editContact: {
    method: 'patch',
    path: '/v1/contacts/:id',
    summary: 'Rename, note, keep history or not, say what becomes of its files, block or unblock.',
    body: editContactSchema,
    status: 200,
    answer: contactSchema,
  },
  removeContact: {
    method: 'delete',
    path: '/v1/contacts/:id',
    summary: 'Remove a contact with its messages; it is told.',
    status: 204,
  },
  contactAvatar: {
    method: 'get',
    path: '/v1/contacts/:id/avatar',
    summary: "A contact's picture, 64 x 64 pixels.",
    status: 200,
    answer: PNG,
  },
  messages: {
    method: 'get',
    path: '/v1/contacts/:id/messages',
    summary:
      'The last messages with one contact, oldest first. Fewer than `limit` when texts are long: nothing is older only when none comes.',
    query: historyQuerySchema,
    status: 200,
    answer: messagesSchema,
  },
  send: {
    method: 'post',
    path: '/v1/contacts/:id/messages',
    summary: 'Put a text into the outbox; events tell how it fares.',
    body: sendSchema,
    // A character that JSON must escape takes six bytes.
    bodyLimit: 6 * MAX_TEXT_BYTES + 1024,
    status: 202,
    answer: messageSchema,
  },
  read: {
    method: 'post',
    path: '/v1/contacts/:id/read',
    summary: 'A screen showed all texts of this contact up to this key.',
    body: readSchema,
    status: 204,
  },
  decideSeal: {
    method: 'post',
    path: '/v1/contacts/:id/seal',
    summary:
      'Decide about a contact that comes without the seal it had: take it so for this session, or ask for it no more.',
    body: decideSealSchema,
    status: 200,
    answer: contactSchema,
  },
  dial: {
    method: 'post',
    path: '/v1/contacts/:id/dial',
    summary: 'Dial this contact now, whatever the back-off says.',
    status: 202,
  },
  ...fileRoutes,
  backup: {
    method: 'post',
    path: '/v1/backup',
    summary: 'Write a backup of the account into a file, locked by a passphrase or for recipients.',
    body: backupSchema,
    status: 201,
    answer: backupSummarySchema,
  },
  ...tunnelRoutes,
  shutdown: {
    method: 'post',
    path: '/v1/shutdown',
    summary: 'End the gateway; the answer comes before it closes.',
    status: 202,
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
