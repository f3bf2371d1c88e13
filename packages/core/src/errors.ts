// The one error class of the program: a code that programs read and a sentence that people read.

/** Codes are stable: the API, `--json` and the exit codes of the command line are made of them. */
export type ErrorCode =
  | 'bad_id'
  | 'bad_phrase'
  | 'bad_request'
  | 'unknown_contact'
  | 'unknown_file'
  | 'file_failed'
  | 'bad_picture'
  | 'no_picture'
  | 'unknown_service'
  | 'service_exists'
  | 'contact_offline'
  | 'port_taken'
  | 'contact_exists'
  | 'own_id'
  | 'outbox_full'
  | 'too_long'
  | 'too_many'
  | 'account_locked'
  | 'account_missing'
  | 'account_exists'
  | 'wrong_passphrase'
  | 'store_damaged'
  | 'store_newer'
  | 'bad_backup'
  | 'gateway_gone'
  | 'tor_missing'
  | 'tor_too_old'
  | 'tor_failed'
  | 'tor_control'
  | 'dial_failed'
  | 'cancelled'
  | 'timeout'
  | 'internal';

/**
 * An error for the person who runs the program. `message` is one plain sentence, without secrets or addresses
 * of others, that says what happens next where something does. What a peer does wrong is an event, never this.
 */
export class TorchatError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TorchatError';
    this.code = code;
  }
}
