// The account of a driven client, kept in the folder that the driver names.
import { join } from 'node:path';
import { type AccountPaths, accountExists, accountPaths, createAccount } from '@torchat/core/node';

/** Everything below `data`, but for a socket folder where `data` has too long a path. */
export function peerPaths(data: string, env: NodeJS.ProcessEnv): AccountPaths {
  const paths = accountPaths('peer', { env: { ...env, TORCHAT_HOME: data } });
  return { ...paths, downloads: join(data, 'downloads') };
}

/** Makes the account of an ordinary client where there is none yet: no passphrase, and the key of this seed (32 bytes). */
export async function makePeerAccount(paths: AccountPaths, onionSeed: Uint8Array): Promise<void> {
  if (!accountExists(paths)) await createAccount(paths, { passphrase: null, onionSeed });
}
