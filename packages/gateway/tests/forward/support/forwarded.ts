// A forward of Ann's to a service that Bob shares.
import type { Forward } from '@torchat/core';
import type { Friends } from './friends.ts';
import { freePort } from './ports.ts';

/** From this port of hers to his `web`, TCP. */
export function toBob({ bob }: Friends, port: number): Forward {
  return { kind: 'tcp', host: '127.0.0.1', port, contact: bob.client.id, service: 'web', redundant: false };
}

/** Bob shares the port as `web`, and Ann forwards a port of hers to it: that port. */
export async function forwarded(pair: Friends, port: number): Promise<number> {
  await pair.share('web', port);
  const local = await freePort();
  await pair.ann.forwarding?.add(toBob(pair, local));
  return local;
}
