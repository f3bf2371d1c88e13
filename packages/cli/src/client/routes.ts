// The routes as the client needs them: the gateway's own table carries zod, which a short command need not load.
import type {
  RouteName,
  routes,
  STREAM_PATH as PATH,
  STREAM_PROTOCOL as PROTOCOL,
} from '@torchat/gateway/api';

/** Compared with the gateway's table by the compiler. */
export const paths = {
  account: ['get', '/v1/account'],
  setStatus: ['put', '/v1/status'],
  setProfile: ['put', '/v1/profile'],
  setSettings: ['put', '/v1/settings'],
  avatar: ['get', '/v1/avatar'],
  setAvatar: ['put', '/v1/avatar'],
  clearAvatar: ['delete', '/v1/avatar'],
  takeOver: ['post', '/v1/take-over'],
  endReturning: ['delete', '/v1/returning'],
  contacts: ['get', '/v1/contacts'],
  addContact: ['post', '/v1/contacts'],
  contact: ['get', '/v1/contacts/:id'],
  editContact: ['patch', '/v1/contacts/:id'],
  removeContact: ['delete', '/v1/contacts/:id'],
  contactAvatar: ['get', '/v1/contacts/:id/avatar'],
  messages: ['get', '/v1/contacts/:id/messages'],
  send: ['post', '/v1/contacts/:id/messages'],
  read: ['post', '/v1/contacts/:id/read'],
  decideSeal: ['post', '/v1/contacts/:id/seal'],
  dial: ['post', '/v1/contacts/:id/dial'],
  files: ['get', '/v1/files'],
  sendFile: ['post', '/v1/contacts/:id/files'],
  acceptFile: ['post', '/v1/files/:id/accept'],
  refuseFile: ['post', '/v1/files/:id/refuse'],
  cancelFile: ['post', '/v1/files/:id/cancel'],
  pauseFile: ['post', '/v1/files/:id/pause'],
  resumeFile: ['post', '/v1/files/:id/resume'],
  forgetFile: ['delete', '/v1/files/:id'],
  shares: ['get', '/v1/shares'],
  putShare: ['put', '/v1/shares'],
  removeShare: ['delete', '/v1/shares/:id'],
  forwards: ['get', '/v1/forwards'],
  addForward: ['post', '/v1/forwards'],
  removeForward: ['delete', '/v1/forwards/:id'],
  socks: ['get', '/v1/socks'],
  addSocks: ['post', '/v1/socks'],
  removeSocks: ['delete', '/v1/socks/:id'],
  shareLimits: ['get', '/v1/share-limits'],
  putShareLimit: ['put', '/v1/share-limits'],
  shareLog: ['get', '/v1/share-log'],
  setShareLog: ['put', '/v1/share-log'],
  backup: ['post', '/v1/backup'],
  shutdown: ['post', '/v1/shutdown'],
} as const satisfies {
  readonly [name in RouteName]: readonly [(typeof routes)[name]['method'], (typeof routes)[name]['path']];
};

export const ORIGIN = 'http://localhost';
export const EVENTS_URL = 'ws://localhost/v1/events';
export const STREAM_PATH: typeof PATH = '/v1/contacts/:id/services/:service/stream';
export const STREAM_PROTOCOL: typeof PROTOCOL = 'torchat-stream';
