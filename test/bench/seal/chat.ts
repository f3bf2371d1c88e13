// Texts a second from the first command to the last receipt, sealed against unsealed.
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from '../figure.ts';
import { within } from '../support/within.ts';
import { compared } from './compared.ts';
import { type Way, twoWays } from './two-ways.ts';

/** Less than what may be on the way without a receipt, so that no round waits for the network's delay more than once. */
const TEXTS = 400;
const DELIVERED_WITHIN = 60;
const REST = 100;

export const sealedChat: Benchmark = {
  name: 'texts',
  profile: 'tornet',
  deadline: 1200,
  async run(bench) {
    await using ways = await twoWays(bench);
    return await compared(bench, ways, {
      name: `sealed texts, ${TEXTS} at once`,
      unit: 'texts/s',
      rate: (way) => sendTexts(way, bench.signal),
    });
  },
};

async function sendTexts({ alice, bob }: Way, signal: AbortSignal): Promise<number> {
  await pause(REST, undefined, { signal });
  let left = TEXTS;
  const { promise, resolve } = Promise.withResolvers<void>();
  const undo = [
    alice.subscribe((event) => {
      if (event.type === 'message_state' && event.state === 'delivered' && --left === 0) resolve();
    }),
    // As a screen does: what was read does not pile up.
    bob.subscribe((event) => {
      if (event.type === 'message' && event.message.key % TEXTS === 0)
        void bob.command({ type: 'read', id: alice.id, upTo: event.message.key });
    }),
  ];
  const start = performance.now();
  const said = Array.from({ length: TEXTS }, (_, at) =>
    alice.command({
      type: 'send',
      id: bob.id,
      text: `shall we meet at the harbour at nine? I bring the lanterns ${at}`,
    }),
  );
  await within(DELIVERED_WITHIN, 'all texts were delivered', Promise.all([promise, ...said]), signal);
  const seconds = (performance.now() - start) / 1000;
  for (const stop of undo) stop();
  return TEXTS / seconds;
}
