// The account itself: what it is, what it says of itself, and its end.
import { Router } from 'express';
import type { AccountApi } from '../../api/account-api.ts';
import { routes } from '../../api/routes.ts';
import { serveRoute } from '../serve-route.ts';

export function accountRouter(api: AccountApi): Router {
  const router = Router();
  serveRoute(router, routes.account, () => api.account());
  serveRoute(router, routes.setStatus, ({ body }) => api.setStatus(body.status));
  serveRoute(router, routes.setProfile, ({ body }) => api.setProfile(body));
  serveRoute(router, routes.avatar, () => api.avatar());
  serveRoute(router, routes.setAvatar, ({ body }) => api.setAvatar(body));
  serveRoute(router, routes.clearAvatar, () => api.clearAvatar());
  serveRoute(router, routes.setSettings, ({ body }) => api.setSettings(body));
  serveRoute(router, routes.takeOver, () => api.takeOver());
  serveRoute(router, routes.endReturning, () => api.endReturning());
  serveRoute(router, routes.backup, ({ body }) => api.backup(body));
  serveRoute(router, routes.shutdown, () => api.shutdown());
  return router;
}
