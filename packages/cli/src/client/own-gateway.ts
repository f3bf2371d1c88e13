// A gateway of our own, in this process.
import type { AccountPaths } from '@torchat/core/node';
import type { Gateway, NetworkChoice } from '@torchat/gateway';
import type { Session } from '../terminal/terminal.ts';
import { needAccount } from './existing-account.ts';
import { withPassphrase } from './passphrase.ts';

interface OwnGateway {
  readonly network: NetworkChoice;
  /** Whether other commands reach it. */
  readonly serve: boolean;
  readonly takeOver?: boolean;
}

/** Asks for the passphrase where it takes one. Throws `account_missing` and the rest of `startGateway`. */
export async function ownGateway(
  session: Session,
  paths: AccountPaths,
  { network, serve, takeOver = false }: OwnGateway,
): Promise<Gateway> {
  needAccount(paths);
  const { startGateway } = await import('@torchat/gateway');
  return withPassphrase(session, (passphrase) =>
    startGateway({
      paths,
      passphrase,
      network,
      publish: network.mode === 'tor',
      takeOver,
      serve,
      signal: session.signal,
    }),
  );
}
