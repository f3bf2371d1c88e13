// Whether a gateway of this account answers.
import type { AccountPaths } from '@torchat/core/node';
import { isNobodyThere } from './failure.ts';
import { remoteAccount } from './remote-account.ts';
import { socketTransport } from './transport.ts';

/** Throws `gateway_gone` where something listens that does not answer. */
export async function isRunning(paths: AccountPaths): Promise<boolean> {
  await using transport = socketTransport(paths.socket);
  try {
    await remoteAccount(transport).account();
    return true;
  } catch (error) {
    if (isNobodyThere(error)) return false;
    throw error;
  }
}
