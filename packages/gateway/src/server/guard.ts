// Keeps web pages out, should somebody put a TCP port in front of the socket: what only browsers send is refused.
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { API_HOST, PNG } from '../api/routes.ts';
import { hasBody, JSON_TYPE, typeOf } from './content-type.ts';
import { RequestError } from './errors.ts';

/** Why a request is not for us, or null. A page elsewhere sends `Origin`; after DNS rebinding its `Host` is not ours. */
export function browserFault(headers: IncomingHttpHeaders): RequestError | null {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    return new RequestError(403, 'Web pages may not use this API.');
  if (headers.host?.replace(/:\d+$/u, '') !== API_HOST)
    return new RequestError(403, `The Host of a request must be ${API_HOST}.`);
  return null;
}

export const guard: RequestHandler = (request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  const fault = browserFault(request.headers);
  if (fault !== null) throw fault;
  const type = typeOf(request.headers);
  // Neither is sent by a form.
  if (hasBody(request.headers) && type !== JSON_TYPE && type !== PNG)
    throw new RequestError(415, 'The body must have the content type application/json.');
  next();
};
