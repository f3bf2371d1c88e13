// How long tor itself takes to reach a service that was never dialled: new service, new circuits, nothing of ours.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { listenForLines } from '../../reference/arrivals.ts';
import { publishOnion } from '../../reference/onion-service.ts';
import type { RawPaths } from '../../reference/sockets-of.ts';
import { socksDial } from '../../reference/socks-dial.ts';
import { within } from '../../support/within.ts';

const PORT = 7;
const PUBLISHED_WITHIN = 60;
/** Milliseconds: tor's own patience, and a moment. */
const DIALLED_WITHIN = 125_000;

/** Seconds. `folder` takes the service's socket. */
export async function rawFirstDial(from: RawPaths, to: RawPaths, folder: string): Promise<number> {
  await using door = await listenForLines(join(folder, `raw-${randomUUID().slice(0, 8)}.sock`));
  using service = await within(
    PUBLISHED_WITHIN,
    'the raw service was published',
    publishOnion(to, PORT, door.path),
  );
  const start = performance.now();
  const stream = await socksDial({
    socks: from.socksSocket,
    host: service.host,
    port: PORT,
    user: randomUUID(),
    deadline: DIALLED_WITHIN,
  });
  stream.destroy();
  return (performance.now() - start) / 1000;
}
