// Raw onion streams from alice's tor to bob's, each on a circuit of its own, with the time each line took.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { listenForLines } from '../../reference/arrivals.ts';
import { publishOnion } from '../../reference/onion-service.ts';
import { socketsOf } from '../../reference/sockets-of.ts';
import { socksDial } from '../../reference/socks-dial.ts';
import { within } from '../../support/within.ts';
import type { TwoPeople } from '../two-people.ts';

const PORT = 7;
const PUBLISHED_WITHIN = 60;
/** Some of tor's first dials hang for two minutes: another circuit is tried, the dial is not what is measured here. */
const DIALLED_WITHIN = 5_000;
const DIALS = 12;
const ARRIVES_WITHIN = 30;

export interface RawStreams extends AsyncDisposable {
  /** A stream on a circuit that no other stream uses. */
  dial(): Promise<Socket>;
  /** Milliseconds until a line of this text had arrived. */
  send(stream: Socket, text: string): Promise<number>;
}

export async function rawStreams({ home, alice, bob }: TwoPeople): Promise<RawStreams> {
  await using stack = new AsyncDisposableStack();
  const arrivals = stack.use(await listenForLines(join(home, `raw-${randomUUID().slice(0, 8)}.sock`)));
  const published = publishOnion(socketsOf(bob.paths.tor), PORT, arrivals.path);
  const service = stack.use(await within(PUBLISHED_WITHIN, 'the raw service was published', published));
  const { socksSocket } = socketsOf(alice.paths.tor);
  const streams: Socket[] = [];
  stack.defer(() => {
    for (const stream of streams) stream.destroy();
  });
  const held = stack.move();
  return {
    async dial() {
      for (let left = DIALS - 1; ; left--) {
        try {
          const { host } = service;
          const user = randomUUID();
          const stream = await socksDial({
            socks: socksSocket,
            host,
            port: PORT,
            user,
            deadline: DIALLED_WITHIN,
          });
          streams.push(stream);
          return stream;
        } catch (failure) {
          if (left === 0) throw failure;
        }
      }
    },
    async send(stream, text) {
      const arrived = arrivals.arrival(text);
      const start = performance.now();
      stream.write(`${text}\n`);
      return (await within(ARRIVES_WITHIN, 'a raw line arrived', arrived)) - start;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
