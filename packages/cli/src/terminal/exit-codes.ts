// What the program ends with, for scripts; docs/cli.md lists the same table.
import type { ErrorCode } from '@torchat/core';

export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  account: 3,
  contact: 4,
  locked: 5,
  tor: 6,
  interrupted: 130,
} as const;

/** The exit code of an error, by what a script would do about it. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'bad_request':
    case 'bad_id':
    case 'bad_phrase':
    case 'own_id':
    case 'too_long':
    case 'bad_picture':
      return EXIT.usage;
    case 'account_missing':
    case 'account_exists':
      return EXIT.account;
    case 'unknown_contact':
    case 'contact_exists':
    case 'unknown_service':
    case 'service_exists':
    case 'contact_offline':
      return EXIT.contact;
    case 'account_locked':
    case 'wrong_passphrase':
      return EXIT.locked;
    case 'tor_missing':
    case 'tor_too_old':
    case 'tor_failed':
    case 'tor_control':
    case 'dial_failed':
      return EXIT.tor;
    case 'cancelled':
      return EXIT.interrupted;
    case 'port_taken':
    case 'unknown_file':
    case 'file_failed':
    case 'no_picture':
    case 'outbox_full':
    case 'too_many':
    case 'store_damaged':
    case 'store_newer':
    case 'bad_backup':
    case 'gateway_gone':
    case 'timeout':
    case 'internal':
      return EXIT.failure;
    default:
      // A newer gateway may know codes that this client does not.
      code satisfies never;
      return EXIT.failure;
  }
}
