// Where tor brings the streams of our onion service.
import { join } from 'node:path';
import type { AccountPaths, ServiceTarget } from '@torchat/core/node';
import { removeStaleSocket } from '../stale-socket.ts';

/** A socket file, or on Windows, where tor knows none, any free port. For the holder of the account's lock alone. */
export async function ownDoor(paths: AccountPaths): Promise<ServiceTarget> {
  if (process.platform === 'win32') return { port: 0 };
  const path = join(paths.sockets, 'onion.sock');
  await removeStaleSocket(path);
  return { path };
}
