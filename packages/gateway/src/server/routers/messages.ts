// The conversation with one contact.
import { Router } from 'express';
import type { AccountApi } from '../../api/account-api.ts';
import { routes } from '../../api/routes.ts';
import { serveRoute } from '../serve-route.ts';

export function messagesRouter(api: AccountApi): Router {
  const router = Router();
  serveRoute(router, routes.messages, ({ id, query }) => api.messages(id, query));
  serveRoute(router, routes.send, ({ id, body }) => api.send(id, body.text));
  serveRoute(router, routes.read, ({ id, body }) => api.read(id, body.upTo));
  return router;
}
