// Ports between contacts.
import { Router } from 'express';
import type { AccountApi } from '../../api/account-api.ts';
import { routes } from '../../api/routes.ts';
import { serveRoute } from '../serve-route.ts';

export function tunnelsRouter(api: AccountApi): Router {
  const router = Router();
  serveRoute(router, routes.shares, () => api.shares());
  serveRoute(router, routes.putShare, ({ body }) => api.putShare(body));
  serveRoute(router, routes.removeShare, ({ id }) => api.removeShare(id));
  serveRoute(router, routes.forwards, () => api.forwards());
  serveRoute(router, routes.addForward, ({ body }) => api.addForward(body));
  serveRoute(router, routes.removeForward, ({ id }) => api.removeForward(id));
  serveRoute(router, routes.socks, () => api.socks());
  serveRoute(router, routes.addSocks, ({ body }) => api.addSocks(body));
  serveRoute(router, routes.removeSocks, ({ id }) => api.removeSocks(id));
  serveRoute(router, routes.shareLimits, () => api.shareLimits());
  serveRoute(router, routes.putShareLimit, ({ body }) => api.putShareLimit(body));
  serveRoute(router, routes.shareLog, () => api.shareLog());
  serveRoute(router, routes.setShareLog, ({ body }) => api.setShareLog(body));
  return router;
}
