// Puts one route of the table on a router: body and query are checked before, status and form of the answer come from the table.
import express, { type RequestHandler, type Router } from 'express';
import type { z } from 'zod';
import { PNG, type Route } from '../api/routes.ts';
import { hasBody, JSON_TYPE, typeOf } from './content-type.ts';
import { RequestError } from './errors.ts';

type Checked<S> = S extends typeof PNG ? Uint8Array : S extends z.ZodType ? z.output<S> : undefined;
type Answer<R extends Route> = R extends { readonly answer: infer A }
  ? A extends z.ZodType
    ? z.input<A>
    : Uint8Array
  : void;

interface Asked<R extends Route> {
  /** The `:id` of the path as it came, empty where the path has none. */
  readonly id: string;
  readonly body: Checked<R['body']>;
  readonly query: Checked<R['query']>;
}

const BODY_LIMIT = 64 * 1024;

export function serveRoute<R extends Route>(
  router: Router,
  route: R,
  run: (asked: Asked<R>) => Promise<Answer<R>>,
): void {
  router[route.method](route.path, ...parsers(route), async (request, response) => {
    const { id } = request.params;
    const answer = await run({
      id: typeof id === 'string' ? id : '',
      body: bodyOf(route, request.body) as Checked<R['body']>,
      query: check(route.query, request.query, 'query') as Checked<R['query']>,
    });
    response.status(route.status);
    if (route.answer === undefined) response.end();
    else if (route.answer === PNG) response.type(PNG).send(Buffer.from(answer as Uint8Array));
    else response.json(answer);
  });
}

/** `inflate: false`: a small compressed body must not become a large one. */
function parsers({ body, bodyLimit = BODY_LIMIT }: Route): RequestHandler[] {
  if (body === undefined) return [];
  const options = { limit: bodyLimit, inflate: false };
  return body === PNG
    ? [contentType(PNG), express.raw({ ...options, type: PNG })]
    : [contentType(JSON_TYPE), express.json(options)];
}

function contentType(wanted: string): RequestHandler {
  return ({ headers }, _response, next) => {
    if (hasBody(headers) && typeOf(headers) !== wanted)
      throw new RequestError(415, `The body must have the content type ${wanted}.`);
    next();
  };
}

function bodyOf({ body }: Route, sent: unknown): unknown {
  // Nothing sent at all is a picture without a byte.
  if (body === PNG) return sent instanceof Uint8Array ? sent : new Uint8Array();
  return check(body, sent, 'body');
}

/** Names the first thing that is wrong, without repeating what was sent. */
function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined;
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const issue = error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? where : `${where}.${issue.path.join('.')}`;
  throw new RequestError(400, `Wrong ${place}: ${issue?.message ?? 'not as the API wants it'}.`);
}
