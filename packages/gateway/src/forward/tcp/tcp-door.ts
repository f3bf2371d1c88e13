// A local TCP port that leads to a contact's service.
import { createServer, type Socket } from 'node:net';
import type { Forward } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import { type Doorway, NO_LOAD } from '../doors.ts';
import { CONNECTIONS_PER_FORWARD } from '../limits.ts';
import { portRefusal } from '../port-refusal.ts';
import type { Traffic } from './carry.ts';
import { reset } from './reset.ts';

/**
 * Listens; `carry` has each connection, paused, and rejects where it leads nowhere: it is reset then.
 * Throws `port_taken` where the port is another program's, `bad_request` where it may not be opened.
 */
export function openTcpDoor(
  { host, port }: Pick<Forward, 'host' | 'port'>,
  carry: (local: Socket, traffic: Traffic) => Promise<unknown>,
): Promise<Held<Doorway>> {
  const locals = new Set<Socket>();
  let [sent, got] = [0, 0];
  const traffic: Traffic = {
    sent: (bytes) => void (sent += bytes),
    got: (bytes) => void (got += bytes),
  };
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (local) => {
    locals.add(local);
    local.on('error', () => undefined);
    local.once('close', () => locals.delete(local));
    carry(local, traffic).catch(() => reset(local));
  });
  server.maxConnections = CONNECTIONS_PER_FORWARD;
  return new Promise((resolve, reject) => {
    // Later ones are connections that could not be accepted: they are lost, the port is not.
    server.on('error', (cause: NodeJS.ErrnoException) => reject(portRefusal(cause, port)));
    server.listen({ host, port }, () =>
      resolve({
        value: { load: () => ({ ...NO_LOAD, active: locals.size, sent, got }) },
        undo: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const local of locals) local.destroy();
          }),
      }),
    );
  });
}
