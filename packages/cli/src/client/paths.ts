// Which account a command means, and where it lies.
import { dirname } from 'node:path';
import type { AccountPaths } from '@torchat/core/node';
import { accountPaths } from '@torchat/core/node';
import type { Session } from '../terminal/terminal.ts';

const DEFAULT_ACCOUNT = 'default';

/** `--account`, else TORCHAT_ACCOUNT, else `default`. Throws `bad_request` for a name that no account may have. */
export function sessionPaths({ options, terminal: { env } }: Session): AccountPaths {
  const name = options.account || env['TORCHAT_ACCOUNT'] || DEFAULT_ACCOUNT;
  return accountPaths(name, { env, programFolder: dirname(dirname(import.meta.dirname)) });
}
