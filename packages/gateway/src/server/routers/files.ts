// Files on their way, and offers.
import { TorchatError } from '@torchat/core';
import { Router } from 'express';
import type { AccountApi } from '../../api/account-api.ts';
import { routes } from '../../api/routes.ts';
import { serveRoute } from '../serve-route.ts';

export function filesRouter(api: AccountApi): Router {
  const router = Router();
  serveRoute(router, routes.files, () => api.files());
  serveRoute(router, routes.sendFile, ({ id, body }) => api.sendFile(id, body.path));
  serveRoute(router, routes.acceptFile, async ({ id, body }) => api.acceptFile(keyOf(id), body));
  serveRoute(router, routes.refuseFile, async ({ id }) => api.refuseFile(keyOf(id)));
  serveRoute(router, routes.cancelFile, async ({ id }) => api.cancelFile(keyOf(id)));
  serveRoute(router, routes.pauseFile, async ({ id }) => api.pauseFile(keyOf(id)));
  serveRoute(router, routes.resumeFile, async ({ id }) => api.resumeFile(keyOf(id)));
  serveRoute(router, routes.forgetFile, async ({ id }) => api.forgetFile(keyOf(id)));
  return router;
}

function keyOf(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new TorchatError('unknown_file', 'A file under way is named by its number.');
}
