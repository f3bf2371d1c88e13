// What went wrong between client and gateway, as errors a person can read.
import { type ErrorCode, TorchatError } from '@torchat/core';
import type { ApiError } from '@torchat/gateway/api';

/** The error a gateway answered with. */
export async function answeredError(response: Response): Promise<TorchatError> {
  const body: unknown = await response.json().catch(() => null);
  if (isApiError(body)) return new TorchatError(body.error.code as ErrorCode, body.error.message);
  return new TorchatError(
    'internal',
    `The gateway answered with status ${response.status} and no explanation.`,
  );
}

/** The error of a request that got no answer. */
export function unansweredError(cause: unknown): TorchatError {
  if (cause instanceof TorchatError) return cause;
  if (cause instanceof Error && cause.name === 'AbortError')
    return new TorchatError('cancelled', 'Interrupted.', { cause });
  return new TorchatError('gateway_gone', 'The gateway of this account does not answer.', { cause });
}

/** Nobody listens at the socket file: there is none, or its owner died. */
export function isNobodyThere(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return true;
  }
  return false;
}

export function isApiError(body: unknown): body is ApiError {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
