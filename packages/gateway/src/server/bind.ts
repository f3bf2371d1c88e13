// Where the API listens: a socket file that only this user reaches.
import { chmod } from 'node:fs/promises';
import type { Server } from 'node:http';
import { TorchatError } from '@torchat/core';
import { removeStaleSocket } from '../stale-socket.ts';

/**
 * For the holder of the account's lock alone, who has made the folder private: whatever socket lies there is stale, and goes.
 * Throws `internal` where the name is taken by something else.
 */
export async function bindSocket(server: Server, path: string): Promise<void> {
  // A named pipe of Windows is no file: it is gone with its process, and only its user may open it.
  if (path.startsWith('\\\\.\\pipe\\')) return listen(server, path);
  await removeStaleSocket(path);
  await listen(server, path);
  await chmod(path, 0o600);
}

function listen(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const failed = (cause: Error): void =>
    reject(new TorchatError('internal', 'The socket of the API could not be opened.', { cause }));
  server.once('error', failed);
  // The file appears with these rights: there is no moment in which others could open it.
  const before = process.umask(0o077);
  try {
    server.listen(path, () => {
      server.off('error', failed);
      resolve();
    });
  } finally {
    process.umask(before);
  }
  return promise;
}
