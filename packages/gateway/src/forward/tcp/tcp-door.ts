// A local TCP port that leads to a contact's service.
import { createServer, type Socket } from 'node:net';
import type { Forward } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import { CONNECTIONS_PER_FORWARD } from '../limits.ts';
import { portRefusal } from '../port-refusal.ts';

/**
 * Listens; `carry` has each connection, paused, and rejects where it leads nowhere: it is reset then.
 * Throws `port_taken` where the port is another program's, `bad_request` where it may not be opened.
 */
export function openTcpDoor(
  { host, port }: Pick<Forward, 'host' | 'port'>,
  carry: (local: Socket) => Promise<unknown>,
): Promise<Held<void>> {
  const locals = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (local) => {
    locals.add(local);
    local.on('error', () => undefined);
    local.once('close', () => locals.delete(local));
    carry(local).catch(() => {
      if (!local.destroyed) local.resetAndDestroy();
    });
  });
  server.maxConnections = CONNECTIONS_PER_FORWARD;
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portRefusal(cause, port)));
    server.listen({ host, port }, () =>
      resolve({
        value: undefined,
        undo: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const local of locals) local.destroy();
          }),
      }),
    );
  });
}
