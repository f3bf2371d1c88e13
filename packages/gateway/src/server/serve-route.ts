// Puts one route of the table on a router: body and query are checked before, status and form of the answer come from the table.
import express, { type Router } from 'express';
import type { z } from 'zod';
import type { Route } from '../api/routes.ts';
import { RequestError } from './errors.ts';

type Checked<S> = S extends z.ZodType ? z.output<S> : undefined;
type Answer<R extends Route> = R extends { readonly answer: z.ZodType } ? z.input<R['answer']> : void;

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
  // `inflate: false`: a small compressed body must not become a large one.
  const parse = express.json({ limit: route.bodyLimit ?? BODY_LIMIT, inflate: false });
  router[route.method](
    route.path,
    ...(route.body === undefined ? [] : [parse]),
    async (request, response) => {
      const { id } = request.params;
      const answer = await run({
        id: typeof id === 'string' ? id : '',
        body: check(route.body, request.body, 'body') as Checked<R['body']>,
        query: check(route.query, request.query, 'query') as Checked<R['query']>,
      });
      response.status(route.status);
      if (route.answer === undefined) response.end();
      else response.json(answer);
    },
  );
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
