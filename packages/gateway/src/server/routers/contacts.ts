// The list of contacts, and one of them.
import { Router } from 'express';
import type { AccountApi } from '../../api/account-api.ts';
import { routes } from '../../api/routes.ts';
import { serveRoute } from '../serve-route.ts';

export function contactsRouter(api: AccountApi): Router {
  const router = Router();
  serveRoute(router, routes.contacts, () => api.contacts());
  serveRoute(router, routes.addContact, ({ body }) => api.addContact(body));
  serveRoute(router, routes.contact, ({ id }) => api.contact(id));
  serveRoute(router, routes.editContact, ({ id, body }) => api.editContact(id, body));
  serveRoute(router, routes.removeContact, ({ id }) => api.removeContact(id));
  serveRoute(router, routes.contactAvatar, ({ id }) => api.contactAvatar(id));
  serveRoute(router, routes.decideSeal, ({ id, body }) => api.decideSeal(id, body.choice));
  serveRoute(router, routes.dial, ({ id }) => api.dial(id));
  return router;
}
