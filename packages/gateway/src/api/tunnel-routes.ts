// The routes of ports between contacts.
import {
  addForwardSchema,
  forwardSchema,
  forwardsSchema,
  putShareSchema,
  shareSchema,
  sharesSchema,
} from './tunnel-schemas.ts';

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
} as const;
