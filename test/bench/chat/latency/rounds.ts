// Round after round: one text through the two gateways, then one raw line on each of two streams.
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiEvent, ApiMessage } from '@torchat/gateway/api';
import { within } from '../../support/within.ts';
import type { TwoPeople } from '../two-people.ts';
import type { RawStreams } from './raw-streams.ts';

/** Milliseconds each took. */
export interface Round {
  readonly ours: number;
  readonly raw: number;
  readonly rawAgain: number;
}

export interface RoundsOptions {
  readonly people: TwoPeople;
  readonly raw: RawStreams;
  readonly count: number;
  /** Rounds before those. */
  readonly warmUp: number;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

const DELIVERED_WITHIN = 30;
/**
 * A raw line within 20 ms of another took 20 to 27 ms, beyond 50 ms apart 4 to 5 (20 lines each): Nagle's rule and the
 * delayed ACK between relays would explain it. Beyond that by chance, to fall anywhere between the ticks of tor's scheduler.
 */
const SHORTEST_PAUSE = 60;
const PAUSES_DIFFER_BY = 40;

export async function runRounds(options: RoundsOptions): Promise<Round[]> {
  const { people, raw, count, warmUp, random, signal } = options;
  const rest = (): Promise<void> =>
    pause(SHORTEST_PAUSE + random() * PAUSES_DIFFER_BY, undefined, { signal });
  const rounds: Round[] = [];
  const streams = await Promise.all([raw.dial(), raw.dial()]);
  for (let at = -warmUp; at < count; at++) {
    await rest();
    const ours = await sendText(people, textOf(random));
    const took: number[] = [];
    for (const stream of streams) {
      await rest();
      took.push(await raw.send(stream, textOf(random)));
    }
    const [first = Number.NaN, second = Number.NaN] = took;
    if (at >= 0) rounds.push({ ours, raw: first, rawAgain: second });
  }
  return rounds;
}

/** What a person may say, never the same twice. */
function textOf(random: () => number): string {
  return `shall we meet at the harbour at nine? I bring the lanterns ${random()}`;
}

async function sendText({ alice, bob, alices, bobs }: TwoPeople, text: string): Promise<number> {
  const arrived = heard(bobs, (event) =>
    event.type === 'message' && event.message.text === text ? event.message.key : null,
  );
  let delivered = -1;
  const undo = alices.onEvent((event) => {
    if (event.type === 'message_state' && event.state === 'delivered') delivered = event.key;
  });
  const start = performance.now();
  const sent = alices.ask('POST', `/v1/contacts/${bob.id}/messages`, { text });
  const { at, value: key } = await within(DELIVERED_WITHIN, 'a text arrived', arrived);
  // Both are left in peace before the next: the receipt is on its way, and bob's screen says that it was read.
  await bobs.ask('POST', `/v1/contacts/${alice.id}/read`, { upTo: key });
  const { key: sentKey } = (await sent) as ApiMessage;
  const settled = alices.until(() => delivered === sentKey, AbortSignal.timeout(DELIVERED_WITHIN * 1000));
  await within(DELIVERED_WITHIN, 'a receipt arrived', settled).finally(undo);
  return at - start;
}

function heard<T>(
  api: TwoPeople['bobs'],
  pick: (event: ApiEvent) => T | null,
): Promise<{ at: number; value: T }> {
  return new Promise((resolve) => {
    const undo = api.onEvent((event) => {
      const at = performance.now();
      const value = pick(event);
      if (value === null) return;
      undo();
      resolve({ at, value });
    });
  });
}
