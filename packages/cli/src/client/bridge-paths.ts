// Which account a bridge uses: one of its own, so that nobody gives his everyday id to a program of old by mistake.
import type { AccountPaths } from '@torchat/core/node';
import type { Session } from '../terminal/terminal.ts';
import { needAccount } from './existing-account.ts';
import { sessionPaths } from './paths.ts';

const BRIDGE_ACCOUNT = 'bridge';

/** `--account`, else TORCHAT_ACCOUNT, else `bridge`. Throws `bad_request`. */
export function bridgePaths(session: Session): AccountPaths {
  const account = session.options.account || session.terminal.env['TORCHAT_ACCOUNT'] || BRIDGE_ACCOUNT;
  return sessionPaths({ ...session, options: { ...session.options, account } });
}

/** The same for an account that has to be there. Throws `account_missing`, too. */
export function existingBridge(session: Session): AccountPaths {
  const paths = bridgePaths(session);
  needAccount(paths);
  return paths;
}
