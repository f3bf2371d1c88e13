// What kind of body a request carries, if any.
import type { IncomingHttpHeaders } from 'node:http';

export const JSON_TYPE = 'application/json';

export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Without its parameters, in lower case. */
export function typeOf(headers: IncomingHttpHeaders): string | undefined {
  return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
}
