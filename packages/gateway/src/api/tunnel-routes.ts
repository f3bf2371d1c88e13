// The routes of ports between contacts.
import {
  addForwardSchema,
  forwardSchema,
  forwardsSchema,
  putShareSchema,
  shareSchema,
  sharesSchema,
} from './schemas/tunnel.ts';
import {
  addSocksSchema,
  putShareLimitSchema,
  shareLimitSchema,
  shareLimitsSchema,
  shareLogSchema,
  socksPortSchema,
  socksPortsSchema,
} from './schemas/tunnel-settings.ts';

export const tunnelRoutes = {
  shares: {
    method: 'get',
    path: '/v1/shares',
    summary: 'Ports that contacts may reach.',
    status: 200,
    answer: sharesSchema,
  },
  putShare: {
    method: 'put',
    path: '/v1/shares',
    summary:
      'Share a port with contacts, or change the share of this name; who is left out loses what he has open.',
    body: putShareSchema,
    status: 200,
    answer: shareSchema,
  },
  removeShare: {
    method: 'delete',
    path: '/v1/shares/:id',
    summary: 'Share it no more; what is open ends at once.',
    status: 204,
  },
  forwards: {
    method: 'get',
    path: '/v1/forwards',
    summary: "Contacts' services that are ports of this machine, and how they do.",
    status: 200,
    answer: forwardsSchema,
  },
  addForward: {
    method: 'post',
    path: '/v1/forwards',
    summary: "Open a local port that leads to a contact's service, now and after each start.",
    body: addForwardSchema,
    status: 201,
    answer: forwardSchema,
  },
  removeForward: {
    method: 'delete',
    path: '/v1/forwards/:id',
    summary: 'Close the local port for good.',
    status: 204,
  },
  socks: {
    method: 'get',
    path: '/v1/socks',
    summary: "SOCKS5 ports of this machine for every contact's services.",
    status: 200,
    answer: socksPortsSchema,
  },
  addSocks: {
    method: 'post',
    path: '/v1/socks',
    summary:
      "Open a SOCKS5 port that leads to contacts' services and nowhere else, now and after each start.",
    body: addSocksSchema,
    status: 201,
    answer: socksPortSchema,
  },
  removeSocks: {
    method: 'delete',
    path: '/v1/socks/:id',
    summary: 'Close the SOCKS5 port for good.',
    status: 204,
  },
  shareLimits: {
    method: 'get',
    path: '/v1/share-limits',
    summary: 'What contacts may take of our shares, where they have bounds of their own.',
    status: 200,
    answer: shareLimitsSchema,
  },
  putShareLimit: {
    method: 'put',
    path: '/v1/share-limits',
    summary: 'Bound what a contact may take of all our shares together; no bound at all ends the limit.',
    body: putShareLimitSchema,
    status: 200,
    answer: shareLimitSchema,
  },
  shareLog: {
    method: 'get',
    path: '/v1/share-log',
    summary: 'Whether a log is kept of who opened what, and when.',
    status: 200,
    answer: shareLogSchema,
  },
  setShareLog: {
    method: 'put',
    path: '/v1/share-log',
    summary: "Begin or end the log of who opened what, and when; it lies in the account's folder.",
    body: shareLogSchema,
    status: 200,
    answer: shareLogSchema,
  },
} as const;
