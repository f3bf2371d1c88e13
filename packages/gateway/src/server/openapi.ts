// The OpenAPI document, made of the routes and the schemas they check with.
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { z } from 'zod';
import { API_HOST, EVENTS_PATH, OPENAPI_PATH, PNG, type Route, routes } from '../api/routes.ts';
import { JSON_TYPE } from './content-type.ts';
import { errorSchema } from '../api/schemas/error.ts';
import { eventSchema } from '../api/schemas/event.ts';

export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replaceAll(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  paths[EVENTS_PATH] = { get: eventsOperation() };
  paths[OPENAPI_PATH] = { get: selfOperation() };
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'TorChat, the local API of a running account',
      version: '1',
      description: 'HTTP over the unix socket in the folder of the account; nothing listens on a network.',
    },
    servers: [{ url: `http://${API_HOST}`, description: 'Over the unix socket.' }],
    paths,
  });
}

function operation(name: string, route: Route): ZodOpenApiOperationObject {
  const withId = route.path.includes(':id');
  return {
    operationId: name,
    summary: route.summary,
    ...(withId || route.query !== undefined
      ? {
          requestParams: {
            ...(withId ? { path: z.object({ id: z.string() }) } : {}),
            ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
          },
        }
      : {}),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: contentOf(route.body) } }),
    responses: {
      [`${route.status}`]: {
        description: route.answer === undefined ? 'Done, or under way.' : 'As asked.',
        ...(route.answer === undefined ? {} : { content: contentOf(route.answer) }),
      },
      default: error,
    },
  };
}

function contentOf(what: z.ZodType | typeof PNG): ZodOpenApiContentObject {
  return what === PNG ? { [PNG]: {} } : { [JSON_TYPE]: { schema: what } };
}

const error = {
  description: 'What went wrong, as a code and a sentence.',
  content: { [JSON_TYPE]: { schema: errorSchema } },
};

function eventsOperation(): ZodOpenApiOperationObject {
  return {
    operationId: 'events',
    summary: 'A WebSocket: `hello` with everything first, then each change as one JSON text frame.',
    responses: {
      '101': {
        description: 'Each frame holds one of these.',
        content: { [JSON_TYPE]: { schema: eventSchema } },
      },
      default: error,
    },
  };
}

function selfOperation(): ZodOpenApiOperationObject {
  return {
    operationId: 'openapi',
    summary: 'This document.',
    responses: {
      '200': { description: 'As asked.', content: { [JSON_TYPE]: { schema: z.looseObject({}) } } },
    },
  };
}
