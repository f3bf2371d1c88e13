// The express app of the local API: guard, routers, and an answer to everything else.
import type { AccountApi } from '../api/account-api.ts';
import express, { type Express, type RequestHandler } from 'express';
import { routes } from '../api/routes.ts';
import type { Logger } from '../log.ts';
import { errorHandler, RequestError } from './errors.ts';
import { guard } from './guard.ts';
import { accountRouter } from './routers/account.ts';
import { contactsRouter } from './routers/contacts.ts';
import { filesRouter } from './routers/files.ts';
import { tunnelsRouter } from './routers/tunnels.ts';
import { messagesRouter } from './routers/messages.ts';
import { openApiRouter } from './routers/openapi.ts';

export function createApp(api: AccountApi, log: Logger): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(logged(log), guard);
  app.use(
    accountRouter(api),
    contactsRouter(api),
    messagesRouter(api),
    filesRouter(api),
    tunnelsRouter(api),
    openApiRouter(),
  );
  for (const [path, methods] of methodsByPath())
    app.all(path, (_request, response) => {
      response.set('Allow', methods);
      throw new RequestError(405, `This address takes only ${methods}.`);
    });
  app.use(() => {
    throw new RequestError(404, 'The API has no such address; GET /v1/openapi.json lists them.');
  });
  app.use(errorHandler(log));
  return app;
}

/** The route as the table has it: the address itself holds an ID. */
function logged(log: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.once('finish', () => {
      const route: unknown = request.route?.path;
      const milliseconds = Math.round(performance.now() - start);
      log.debug({ method: request.method, route, status: response.statusCode, milliseconds }, 'request');
    });
    next();
  };
}

function methodsByPath(): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { path, method } of Object.values(routes)) {
    const earlier = methods.get(path);
    const own = method.toUpperCase();
    methods.set(path, earlier === undefined ? own : `${earlier}, ${own}`);
  }
  return methods;
}
