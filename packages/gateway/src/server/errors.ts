// Errors on their way out: the HTTP status of each code, and a body that never tells more than its sentence.
import { type ErrorCode, TorchatError } from '@torchat/core';
import type { ErrorRequestHandler } from 'express';
import type { ApiError } from '../api/schemas/error.ts';
import { errorForLog, type Logger } from '../log.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_id: 400,
  bad_phrase: 400,
  bad_request: 400,
  unknown_contact: 404,
  unknown_file: 404,
  file_failed: 422,
  bad_picture: 422,
  no_picture: 404,
  unknown_service: 404,
  service_exists: 409,
  contact_offline: 503,
  port_taken: 409,
  contact_exists: 409,
  own_id: 409,
  outbox_full: 429,
  too_long: 413,
  too_many: 429,
  account_locked: 423,
  account_missing: 404,
  account_exists: 409,
  wrong_passphrase: 403,
  store_damaged: 500,
  store_newer: 500,
  bad_backup: 422,
  gateway_gone: 503,
  tor_missing: 503,
  tor_too_old: 503,
  tor_failed: 503,
  tor_control: 503,
  dial_failed: 502,
  cancelled: 503,
  timeout: 504,
  internal: 500,
};

/** A request that went wrong before it reached the account: `bad_request` with a status of its own. */
export class RequestError extends TorchatError {
  readonly status: number;
  constructor(status: number, message: string, code: ErrorCode = 'bad_request') {
    super(code, message);
    this.name = 'RequestError';
    this.status = status;
  }
}

export function answerOf(failure: unknown): { readonly status: number; readonly body: ApiError } {
  const known = failure instanceof TorchatError ? failure : ofExpress(failure);
  const status = known instanceof RequestError ? known.status : STATUS[known.code];
  return { status, body: { error: { code: known.code, message: known.message } } };
}

/** What express and its body parser throw carries a `status` and a `type`; anything else is a fault of ours. */
function ofExpress(failure: unknown): TorchatError {
  const status = failure instanceof Error && 'status' in failure ? failure.status : undefined;
  const type = failure instanceof Error && 'type' in failure ? failure.type : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499)
    return new TorchatError('internal', 'Something went wrong inside the gateway; its log knows more.');
  switch (type) {
    case 'entity.too.large':
      return new RequestError(413, 'The body of this request is too large.', 'too_long');
    case 'entity.parse.failed':
      return new RequestError(400, 'The body of this request is not JSON.');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new RequestError(415, 'The body must be JSON in UTF-8, not compressed.');
    default:
      return new RequestError(status, 'This request cannot be understood.');
  }
}

/** The last handler of the app. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (failure: unknown, _request, response, next) => {
    const { status, body } = answerOf(failure);
    if (status >= 500) log.error(errorForLog(failure), 'request failed');
    if (response.headersSent) next(failure);
    else response.status(status).json(body);
  };
}
