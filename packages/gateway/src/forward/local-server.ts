// A TCP port of this machine whose connections are carried elsewhere: counted, bounded, ended with it.
import { createServer, type Socket } from 'node:net';
import type { Held } from '@torchat/core/node';
import { type Doorway, NO_LOAD } from './doors.ts';
import { CONNECTIONS_PER_FORWARD } from './limits.ts';
import { portRefusal } from './port-refusal.ts';
import type { Traffic } from './tcp/carry.ts';

/**
 * `serve` has each connection, paused, and half open where its program has said all.
 * Throws `port_taken` where the port is another program's, `bad_request` where it may not be opened.
 */
export function openLocalServer(
  { host, port }: { readonly host: string; readonly port: number },
  serve: (local: Socket, traffic: Traffic) => void,
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
    serve(local, traffic);
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
